namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Lets through what a page of ours sent. Whoever sends anything else is told why it does not count, and has their words back.</summary>
sealed class FormGuard(Visits visits, BotOptions options)
{
    public Task<IResult> TakeAsync(HttpContext http, Func<SentForm, Task<IResult>> act, CancellationToken stop) =>
        TakeAsync(http, SentForm.ReadAsync(http.Request, stop), act);

    /// <param name="reading">Null and a status where it cannot be read.</param>
    /// <param name="back">Where the page leads that says why not.</param>
    public async Task<IResult> TakeAsync(
        HttpContext http, Task<(SentForm? Form, int Status)> reading, Func<SentForm, Task<IResult>> act, string back = "/")
    {
        var (sent, status) = await reading;
        http.Features.Set(sent);
        return sent is null ? Pages.Problem(http, visits.WordsFor(http), WhyNot(status), status, back)
            : SameSite.Sent(http.Request, options) ? await act(sent)
            : Pages.Problem(http, visits.WordsFor(http), "Web.ForeignForm", StatusCodes.Status403Forbidden, back);
    }

    static string WhyNot(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "Web.TooMuch",
        StatusCodes.Status429TooManyRequests => "Commands.Busy",
        _ => "Web.BadForm",
    };
}

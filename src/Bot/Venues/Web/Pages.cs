using System.Globalization;
using CoCreateBot.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Answers: a page with a status, or the way to another page.</summary>
static class Pages
{
    /// <summary>When what was busy, full or out of reach is worth another try.</summary>
    const int RetrySeconds = 10;

    public static IResult Show<TPage>(object view, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>A page with one sentence on what went wrong and what to do, and with what was typed, so that nothing is lost.</summary>
    /// <param name="key">Of the sentence.</param>
    /// <param name="back">Where to go on from.</param>
    public static IResult Problem(HttpContext http, Words words, string key, int status, string back = "/")
    {
        NoteStatus(http, status);
        var notice = new Notice(words[key], IsProblem: true, HasFocus: true, http.Features.Get<SentForm>()?.Typed ?? "");
        var framing = Framing.Of(http);
        var head = new PageHead(words, words["Web.ProblemTitle"], back) { Framing = framing };
        return Show<ProblemPage>(new ProblemView(head, notice, framing is not null && back == "/" ? "" : back), status); // in a frame there is no front door
    }

    /// <summary>Goes there by GET, whatever came before, so that a reload sends nothing again.</summary>
    public static IResult SeeOther(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static void NoteStatus(HttpContext http, int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}

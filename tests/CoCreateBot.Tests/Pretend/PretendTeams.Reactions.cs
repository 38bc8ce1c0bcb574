using System.Net;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Signs under messages, which are counted apart.</summary>
sealed partial class PretendTeams
{
    const string Reading = "members";
    const string Reacting = "reactions";

    static readonly (int Calls, TimeSpan Within)[] ReactionWindow = [(2, TimeSpan.FromSeconds(1))];

    /// <summary>Some of the many it has: an emoji's own name would do, too.</summary>
    static readonly string[] Signs = ["like", "heart", "laugh", "surprised", "sad", "angry"];

    readonly HashSet<string> written = [];

    public List<(string Conversation, string Message, string Sign)> Reactions { get; } = [];

    /// <summary>A person wrote a message.</summary>
    public void NoteWritten(string message)
    {
        lock (gate)
        {
            written.Add(message);
        }
    }

    static string UseOf(string[] rest) => rest switch
    {
        ["members" or "pagedmembers", ..] => Reading,
        [_, _, "reactions", _] => Reacting,
        _ => "sending",
    };

    HttpResponseMessage React(PretendConversation conversation, string id, string sign)
    {
        if (!Signs.Contains(sign))
        {
            Faults.Add($"There is no sign {sign}");
            return Error(HttpStatusCode.BadRequest, "BadArgument");
        }

        if (!written.Contains(id) && !conversation.Messages.Exists(message => message.Id == id))
        {
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        }

        Reactions.Add((conversation.Id, id, sign));
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}

using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Whose people they are. Teams does not tell it always.</summary>
sealed partial class PretendTeamsMember
{
    /// <summary>Their own tenant, where Teams tells it with what they do; null where it does not.</summary>
    public string? Home { get; set; }

    JsonObject From()
    {
        var from = new JsonObject { ["id"] = Id, ["name"] = name, ["aadObjectId"] = PretendTeams.ObjectIdOf(Id) };
        if (Home is not null)
        {
            from["tenantId"] = Home;
        }

        return from;
    }
}

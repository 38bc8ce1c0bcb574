namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>Where the tabs are on this site, and how Teams knows them. What is installed once has its names for ever.</summary>
static class TabPaths
{
    /// <summary>Of all that is in a tab; its cookies go no further.</summary>
    public const string Root = "/teams";

    public const string My = Root + "/me";
    public const string Enter = My + "/enter";
    public const string Press = My + "/press";

    public const string New = Root + "/tab";
    public const string Boards = Root + "/boards";
    public const string Board = Boards + "/s/{session}";

    /// <summary>Of the address; in a form it is what one comes in by, as in every other.</summary>
    public const string TicketField = "ticket";

    /// <summary>The place whose boards are meant, signed.</summary>
    public const string PlaceField = "of";

    /// <summary>Of the personal tab.</summary>
    public const string MyEntity = "my-page";

    /// <summary>As the app package has it.</summary>
    public const string MyContent = $"{My}?{TabLook.Placeholders}&{TabLook.Person}&{TicketField}={{page.subPageId}}";
    public const string NewContent = $"{New}?{TabLook.Placeholders}";
}

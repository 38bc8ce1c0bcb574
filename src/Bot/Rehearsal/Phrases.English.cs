namespace CoCreateBot.Bot.Rehearsal;

sealed partial record Phrases
{
    static readonly Phrases English = new(
        [
            "How might we make the library a place for everybody?", "How might we meet less and decide more?",
            "What would make this place worth your time?",
        ],
        [
            "Longer hours", "A quiet room", "Tools to borrow", "A ramp", "Better coffee", "Games evening", "New chairs",
        ],
        [
            "Open an hour earlier on two days", "A table by the window for people who work alone", "Let people borrow tools, not only books",
            "A shelf of books that neighbours recommend", "Show films in their own language once a month", "Quiet hours that are really quiet",
            "A corner where children may be loud", "Repair things together on Saturdays", "Coffee at a price everybody can pay",
            "Write signs in plain language", "Ask teenagers what they need", "A ramp at the back door", "Lend out musical instruments",
            "Name one person to ask on each floor", "A wall where anybody may pin a wish", "Teach each other in half an hour",
            "Lockers to leave a bag in", "Homework help by older pupils", "A plain map of what is where", "Bring books to people who cannot come",
            "Drop the fees for being late", "More sockets at the long tables", "A bench in front of the door", "Plants that visitors look after",
            "Swap seeds in spring", "Tell newcomers how it works on their first day", "One evening a week with games",
            "Let groups book a room by phone", "Read aloud for people who do not see well", "Keep one desk free for paperwork help",
            "Say thank you in public", "Shorter meetings with an agenda", "Write decisions down where all can read them",
            "Try it for two weeks before we decide", "Ask those who never come why not", "Share the keys among more people",
            "A screen that shows what is on today", "Bikes to borrow for big bags", "Invite the school next door",
            "A day on which nothing is planned", "Put the best seats where it is warm", "Print what matters in large letters",
            "One list of who can do what", "Let people vote on new purchases", "Start with a round in which everybody speaks",
            "Celebrate small things when they work", "Fewer forms, and shorter ones", "Take turns at the front desk",
            "Make the website work on an old phone", "A box for questions without a name", "Pair people who do not know each other",
            "Walk through it once as a visitor would", "Open the yard in summer", "Offer one course in sign language",
            "Keep the door open when the sun shines", "Water and glasses for everybody", "Learn from the town that did it last year",
            "Measure how many come back", "Move the printer to the entrance", "Agree on what we stop doing",
        ],
        [
            "to begin with", "from next month on", "and see who comes", "if two of us look after it", "with the people next door",
            "before the summer", "as a small trial", "because many asked for it", "and tell everybody", "without spending much",
        ],
        [
            "Time", "Space", "People", "Light", "Rules", "Money", "Quiet", "Trust", "Tools", "Noise", "Access", "Habits",
        ]);
}

using System.Text.Json.Nodes;
using CoCreateBot.Tests.Cards.BlockKit;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Views on top of each other, at most three.</summary>
sealed partial class PretendSlack
{
    const int StackMax = 3;

    public void Push(PretendView under, JsonObject content)
    {
        lock (gate)
        {
            Assert.Empty(BlockKitLint.View(Element(content)));
            var view = new PretendView(Number("V"), content) { Under = under };
            var depth = 0;
            for (var one = view; one is not null; one = one.Under)
            {
                depth++;
            }

            Assert.True(depth <= StackMax, "push_limit_reached");
            Views[view.Id] = view;
            owners[view.Id] = owners.GetValueOrDefault(under.Id, "");
            viewHomes[view.Id] = viewHomes.GetValueOrDefault(under.Id, Team);
        }
    }
}

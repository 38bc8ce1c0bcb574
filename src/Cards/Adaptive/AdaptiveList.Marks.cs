using System.Collections.Immutable;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>Badges and progress bars. Both are younger than the version of our cards: a client that does not know them shows the same in words.</summary>
sealed partial class AdaptiveList
{
    protected override void AddBadge(Badge badge)
    {
        var text = AdaptiveText.FitLine(badge.Text, AdaptiveLimits.TextMax);
        if (text.Length > AdaptiveLimits.BadgeTextMax || !AdaptiveText.IsPlain(text)) // it does not wrap, and nobody says how it reads Markdown
        {
            AddRichText([new Piece(text)], Look.Strong, BlockRole.Remark);
            return;
        }

        AddBlock("Badge", 1, BlockRole.Remark, json =>
        {
            json.WriteString("text", text);
            json.WriteString("style", badge.Style.ToString());
            json.WriteString("appearance", "Tint");
            json.WriteString("spacing", AdaptiveShapes.Close);
            json.WritePropertyName("fallback");
            json.RichText([new Piece(text)], Look.Strong, AdaptiveShapes.Close);
        });
    }

    /// <summary>The bar has no label of its own, so its sentence stands above it, and alone where there are no bars.</summary>
    protected override void AddProgress(ProgressBar progress)
    {
        ImmutableArray<Piece> label = [new Piece(AdaptiveText.Fit(progress.Label, AdaptiveLimits.TextMax))];
        if (progress.Max <= 0)
        {
            AddRichText(label, Look.Subtle, BlockRole.Remark);
            return;
        }

        AddBlock("Container", 1, BlockRole.Remark, json => json.Array("items", () =>
        {
            json.RichText(label, Look.Subtle);
            json.Typed("ProgressBar", () =>
            {
                json.WriteNumber("value", progress.Drawn);
                json.WriteNumber("max", progress.Max);
                json.WriteString("spacing", AdaptiveShapes.Close);
                json.WriteString("fallback", "drop");
            });
        }));
    }
}

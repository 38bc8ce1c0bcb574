using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TableRecipes(KeptTable recipes) : IRecipes
{
    public Task PutAsync(VenueId venue, Recipe recipe, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = new TableEntity(TableKey.Partition(venue.Value), TableKey.Of(recipe.Name)) { { "Name", recipe.Name } };
        return recipes.PutAsync(row.With("Lines", string.Join('\n', recipe.Lines)));
    }

    public async Task<ImmutableArray<Recipe>> ReadAsync(VenueId venue, CancellationToken stop)
    {
        var rows = await recipes.RangeAsync(KeptTable.In(TableKey.Partition(venue.Value)), stop);
        return [.. rows.Readable(row => new Recipe(row.Text("Name"), [.. row.LongText("Lines").Split('\n')])).OrderBy(one => one.Name, StringComparer.Ordinal)];
    }
}

using System.Diagnostics.Metrics;
using CoCreateBot.Bot.Rehearsal;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>Where a rehearsal is played.</summary>
[Collection(Alone.Name)]
public sealed class StageTest
{
    // .NET keeps every meter that was not disposed, and with it all that its figures look at.
    [Fact]
    public async Task What_a_rehearsal_measured_by_is_gone_with_it()
    {
        var known = new HashSet<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Stage.MeterName)
                {
                    known.Add(instrument);
                    self.EnableMeasurementEvents(instrument);
                }
            },
            MeasurementsCompleted = (instrument, _) => known.Remove(instrument),
        };
        listener.Start();
        var before = known.ToList();

        await using (Stage.InMemory(1, "en", "Etc/UTC", new RehearsalClock(Play.Start)))
        {
            Assert.NotEmpty(known.Except(before));
        }

        Assert.Empty(known.Except(before));
    }
}

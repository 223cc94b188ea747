using ClvPredict.Data;

namespace ClvPredict.Decisions.Segments;

/// <summary>The sales channel that a customer uses.</summary>
internal static class OrderChannels
{
    /// <summary>Channel of most purchase lines before a day, the first in the alphabet among equals; empty without one.</summary>
    public static string Most(CustomerHistories histories, int customer, DateOnly before)
    {
        var lines = histories.Lines;
        if (lines.Channel.IsEmpty)
            return "";
        var counts = new Dictionary<int, int>();
        for (var line = histories.Offsets[customer]; line < histories.Offsets[customer + 1]; line++)
        {
            if (lines.Day[line] >= before.DayNumber)
                break;
            if (!lines.IsReturn[line] && lines.Channel[line] is >= 0 and var code)
                counts[code] = counts.GetValueOrDefault(code) + 1;
        }
        var (best, most) = (-1, 0);
        foreach (var (code, count) in counts)
        {
            if (count > most || (count == most && code < best))
                (best, most) = (code, count);
        }
        return best < 0 ? "" : lines.Channels[best];
    }
}

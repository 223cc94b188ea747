using System.Text;

namespace ClvPredict.Data.Ingest;

/// <summary>In which layouts the dates at the start of a source are written.</summary>
internal sealed class DateVotes
{
    private const int MaxQuoted = 80;

    private readonly int[] _votes = new int[(int)DateLayout.Pattern];

    /// <summary>The layout of most dates; null when none is in a known one.</summary>
    internal DateLayout? Winner
    {
        get
        {
            var best = Array.IndexOf(_votes, _votes.Max());
            return _votes[best] > 0 ? (DateLayout)best : null;
        }
    }

    /// <summary>The first text in no known layout, cut for a message; null when there is none.</summary>
    internal string? Unknown { get; private set; }

    /// <summary>Counts a date, a text without outer spaces.</summary>
    internal void Add(ReadOnlySpan<byte> text)
    {
        if (DateText.LayoutOf(text) is { } layout && DateText.TryParse(text, layout, out _))
            _votes[(int)layout]++;
        else if (Unknown is null && !text.IsEmpty)
            Unknown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxQuoted)]);
    }
}

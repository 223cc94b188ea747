using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>A block of a CSV text to be read as if it began where a line begins, and what came of it.</summary>
internal sealed class CsvBatch
{
    internal required CsvBlock Block { get; init; }

    /// <summary>Whether the header comes first.</summary>
    internal required bool HasHeader { get; init; }

    /// <summary>Number of the first line; 1 where it is not known yet.</summary>
    internal required long FirstLineNumber { get; init; }

    /// <summary>The decimal mark decided before the block; 0 when none is.</summary>
    internal required byte DecimalMark { get; init; }

    /// <summary>Bytes of the text that broken quotes have caused to be read again before.</summary>
    internal required long Rescanned { get; init; }

    /// <summary>Who read it.</summary>
    internal OrderLineSink? Sink { get; set; }

    /// <summary>The lines kept: from this one of the sink's on.</summary>
    internal int FirstKept { get; set; }
    internal int Kept { get; set; }
    internal LineBatch Lines { get; set; } = new();

    /// <summary>The record that the block ends within.</summary>
    internal byte[] Unread { get; set; } = [];
    internal bool IsHeaderRead { get; set; }
    internal long NextLineNumber { get; set; }
    internal byte DecimalMarkAfter { get; set; }
    internal long RescannedAfter { get; set; }
}

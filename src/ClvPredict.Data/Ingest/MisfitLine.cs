namespace ClvPredict.Data.Ingest;

/// <summary>A line whose date fits only one order of day and month, or either.</summary>
/// <param name="Lines">The lines among which it is.</param>
/// <param name="Line">Its index there.</param>
/// <param name="Source">The file or stream.</param>
/// <param name="LineNumber">Line in the source, counted from one.</param>
/// <param name="Date">The date as written.</param>
/// <param name="Record">The whole line as written.</param>
internal sealed record MisfitLine(
    OrderLines Lines,
    int Line,
    string Source,
    long LineNumber,
    string Date,
    string Record
)
{
    /// <summary>The line with its number counted from further back.</summary>
    internal MisfitLine After(long linesBefore) =>
        this with
        {
            LineNumber = LineNumber + linesBefore,
        };
}

namespace ClvPredict.Data.Ingest;

/// <summary>A line whose date fits only one order of day and month, or either.</summary>
/// <param name="Line">Index among the lines kept.</param>
/// <param name="Source">The file or stream.</param>
/// <param name="LineNumber">Line in the source, counted from one.</param>
/// <param name="Date">The date as written.</param>
/// <param name="Record">The whole line as written.</param>
internal sealed record MisfitLine(
    int Line,
    string Source,
    long LineNumber,
    string Date,
    string Record
);

namespace ClvPredict.Data.Ingest;

/// <summary>A rejected line that has not been written down yet.</summary>
/// <param name="LineNumber">Line in the source.</param>
/// <param name="Reason">One of <see cref="RejectReasons"/>.</param>
/// <param name="AtFault">The field at fault.</param>
/// <param name="Record">The whole line.</param>
internal sealed record LineReject(long LineNumber, string Reason, byte[] AtFault, byte[] Record);

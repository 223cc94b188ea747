namespace ClvPredict.Data.Ingest;

/// <summary>Why a text gives no usable number.</summary>
internal enum NumberFault
{
    None,
    NotANumber,
    OutOfRange,
}

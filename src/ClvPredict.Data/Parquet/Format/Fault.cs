using System.Diagnostics.CodeAnalysis;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Reports what is wrong with the bytes at hand; <see cref="ParquetFile"/> and its readers add the file, the row
/// group and the column and pass it on as an <see cref="OrderDataException"/>.</summary>
internal static class Fault
{
    /// <summary>Never returns.</summary>
    /// <exception cref="InvalidDataException">Always.</exception>
    [DoesNotReturn]
    internal static void Throw(string message) => throw new InvalidDataException(message);
}

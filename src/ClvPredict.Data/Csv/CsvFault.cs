namespace ClvPredict.Data.Csv;

/// <summary>What is wrong with the quoting of a record.</summary>
internal enum CsvFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text follows a closing quote, or a quoted field is never closed. The record is its first line only; scanning
    /// goes on with the next line, so that a stray quote cannot swallow the lines after it.</summary>
    BrokenQuote,
}

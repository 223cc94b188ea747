using CsvHelper;

namespace ClvPredict.Data.Tests;

/// <summary>What CsvHelper, an independent reader, makes of a text.</summary>
internal static class CsvHelperOracle
{
    internal static List<(string[] Fields, long LineNumber)> Read(string text, char separator)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = false,
            TrackLineNumbers = true,
        };
        using var reader = CsvReader.FromText(text, options);
        var records = new List<(string[], long)>();
        while (reader.Read())
            records.Add((reader.Current.ToArray(), reader.LineNumber));
        return records;
    }
}

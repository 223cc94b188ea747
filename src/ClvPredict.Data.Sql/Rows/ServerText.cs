namespace ClvPredict.Data.Sql.Rows;

/// <summary>What a server says about an error, as part of a sentence.</summary>
internal static class ServerText
{
    private const int MaxLength = 300;

    /// <summary>One line, not too long.</summary>
    internal static string Shorten(string text)
    {
        var line = string.Join(
            ' ',
            text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
        );
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }
}

namespace ClvPredict.Models.MlNet;

/// <summary>The parts of the zip format that model zips use, and the limits set on them.</summary>
internal static class ZipFormat
{
    public const uint LocalSignature = 0x04034B50;
    public const uint DirectorySignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const int LocalLength = 30;
    public const int DirectoryLength = 46;
    public const int EndLength = 22;
    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    public const int MaxEntries = 10_000;
    public const long MaxTotalBytes = 1L << 30;
    public const long MaxEntryBytes = 512L << 20;
    public const long MaxRatio = 200;
    public const long RatioFreeBytes = 1 << 20;

    /// <summary>Why a name (with '/') is not allowed, or null.</summary>
    public static string? FaultOfName(string name)
    {
        if (name.Length == 0 || name[0] == '/' || name.Contains(':', StringComparison.Ordinal))
            return "the name is empty or absolute";
        if (name.Length > 1000)
            return "the name is longer than 1,000 characters";
        if (name.Any(char.IsControl))
            return "the name has control characters";
        foreach (var part in name.Split('/'))
        {
            if (part is "" or "." or "..")
                return "the name has an empty part, '.' or '..'";
        }
        return null;
    }
}

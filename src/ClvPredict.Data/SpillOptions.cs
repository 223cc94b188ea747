namespace ClvPredict.Data;

/// <summary>How orders are read that are larger than memory.</summary>
public sealed record SpillOptions
{
    /// <summary>The least <see cref="MemoryBytes"/> that a process can keep: 256 MB.</summary>
    public const long LeastMemoryBytes = 256L << 20;

    /// <summary>Memory that the whole process is meant to take, in bytes. What is read is written to disk whenever it takes a
    /// third of that; see docs/scale.md for what else counts.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>An existing folder, in which a folder of the process's own is made.</summary>
    public required string Folder { get; init; }

    /// <summary>Is told once, when the first lines have been written, what all of them will take on disk; not where the size of
    /// the input is not known, as of databases and pipes.</summary>
    public Action<SpillNeed>? Predicted { get; init; }

    /// <summary>Bytes that lines being read may take before they are written to disk.</summary>
    internal long ReadBytes => MemoryBytes / 3;
}

namespace ClvPredict.Models.Trees;

/// <summary>How blocks of rows find their leaves; all ways give the same bits.</summary>
internal enum ScoringPath
{
    /// <summary>Tree by tree whichever is faster.</summary>
    Fastest,

    /// <summary>All splits of a tree at once, see <see cref="LeafBits"/>.</summary>
    Bits,

    /// <summary>From split to split, row by row.</summary>
    Walks,
}

namespace ClvPredict.Models.Trees;

/// <summary>Up to 32 neighbouring leaves of a tree and the tests that rule some of them out. Default: no tests.</summary>
/// <param name="FirstTest">Index of the first <see cref="BitTest"/> among those of all trees.</param>
/// <param name="TestCount">Number of tests.</param>
/// <param name="FirstLeaf">Index of the leaf of bit 0 among those of all trees.</param>
internal readonly record struct BitWord(int FirstTest, int TestCount, int FirstLeaf);

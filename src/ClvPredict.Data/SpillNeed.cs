namespace ClvPredict.Data;

/// <summary>What order lines that do not fit into memory will take on disk, as the first ones that were written there tell.</summary>
/// <param name="Bytes">Bytes of all lines, about.</param>
/// <param name="IsMost">Whether it may come to less, since lines are left out by their days.</param>
/// <param name="FreeBytes">Bytes that were free before the first were written.</param>
/// <param name="Folder">Where.</param>
public sealed record SpillNeed(long Bytes, bool IsMost, long FreeBytes, string Folder);

using System.Runtime.InteropServices;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The codes of eight features side by side, one ulong a row, so that a histogram pass reads a row's gradient once for
/// eight features and has eight independent additions under way.
/// </summary>
internal sealed class CodeGroups
{
    /// <summary>Features in a group.</summary>
    public const int Width = 8;

    private readonly ulong[][] _groups;

    public CodeGroups(FeatureBins features, WorkCrew crew)
    {
        _groups = new ulong[(features.FeatureCount + Width - 1) / Width][];
        crew.Run(_groups.Length, group => _groups[group] = Interleave(features, group * Width));
    }

    /// <summary>Number of groups.</summary>
    public int Count => _groups.Length;

    /// <summary>One ulong a row: the codes of features 8 group to 8 group + 7, the first in the lowest byte.</summary>
    public ReadOnlySpan<ulong> Codes(int group) => _groups[group];

    private static ulong[] Interleave(FeatureBins features, int first)
    {
        var group = GC.AllocateUninitializedArray<ulong>(features.RowCount);
        var bytes = MemoryMarshal.AsBytes(group.AsSpan());
        for (var slot = 0; slot < Width; slot++)
        {
            if (first + slot < features.FeatureCount)
            {
                var codes = features.Codes(first + slot);
                for (var row = 0; row < codes.Length; row++)
                    bytes[Width * row + slot] = codes[row];
                continue;
            }
            // Slots without a feature take changing codes: adding to one and the same bin for every row would stall.
            for (var row = 0; row < group.Length; row++)
                bytes[Width * row + slot] = (byte)row;
        }
        return group;
    }
}

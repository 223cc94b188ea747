using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The codes of eight features side by side, one ulong a row, so that a histogram pass reads a row's gradient once for
/// eight features and has eight independent additions under way. They are kept twice: group after group, for passes over all
/// rows, and row after row, where the codes of a row picked out of many lie in one or two lines of the cache.
/// </summary>
internal sealed class CodeGroups(FeatureBins features)
{
    /// <summary>Features in a group.</summary>
    public const int Width = 8;

    private const int BlockRows = 1024;

    private readonly ulong[]?[] _groups = new ulong[(features.FeatureCount + Width - 1) / Width][];

    private ulong[] _byRow = [];

    /// <summary>Number of groups in use.</summary>
    public int Count { get; private set; }

    /// <summary>Brings the codes of the chosen features together, eight to a group, in the order given.</summary>
    public void Fill(int[] chosen, WorkCrew crew)
    {
        Count = (chosen.Length + Width - 1) / Width;
        crew.Run(
            Count,
            group =>
            {
                var codes = _groups[group] ??= GC.AllocateUninitializedArray<ulong>(
                    features.RowCount
                );
                var first = group * Width;
                Interleave(chosen.AsSpan(first, Math.Min(Width, chosen.Length - first)), codes);
            }
        );
        if (_byRow.Length < features.RowCount * (long)Count)
            _byRow = GC.AllocateUninitializedArray<ulong>(checked(features.RowCount * Count));
        crew.RunBlocks(features.RowCount, BlockRows, CopyByRow);
    }

    /// <summary>One ulong a row: the codes of the chosen features 8 group to 8 group + 7, the first in the lowest byte.</summary>
    public ReadOnlySpan<ulong> Codes(int group) => _groups[group];

    /// <summary>Copies the codes of chosen rows: of group g and the i-th row to target[g * stride + i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(ReadOnlySpan<int> rows, Span<ulong> target, int stride)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var place = i;
            foreach (var codes in _byRow.AsSpan(rows[i] * Count, Count))
            {
                target[place] = codes;
                place += stride;
            }
        }
    }

    private void CopyByRow(int start, int end)
    {
        for (var group = 0; group < Count; group++)
        {
            var codes = Codes(group);
            for (var row = start; row < end; row++)
                _byRow[row * Count + group] = codes[row];
        }
    }

    private void Interleave(ReadOnlySpan<int> chosen, Span<ulong> group)
    {
        Span<ulong> block = stackalloc ulong[Width];
        var whole = group.Length - group.Length % Width;
        for (var row = 0; row < whole; row += Width)
        {
            for (var slot = 0; slot < chosen.Length; slot++)
                block[slot] = MemoryMarshal.Read<ulong>(features.Codes(chosen[slot])[row..]);
            // Slots without a feature take changing codes: adding to one and the same bin for every row would stall.
            for (var slot = chosen.Length; slot < Width; slot++)
                block[slot] = ~0ul / 255 * (byte)row + 0x0706_0504_0302_0100;
            Transpose(block);
            block.CopyTo(group[row..]);
        }
        for (var row = whole; row < group.Length; row++)
        {
            group[row] = 0;
            for (var slot = 0; slot < chosen.Length; slot++)
                group[row] |= (ulong)features.Codes(chosen[slot])[row] << (8 * slot);
        }
    }

    /// <summary>Turns eight rows of eight bytes into eight columns, by swapping ever smaller blocks.</summary>
    private static void Transpose(Span<ulong> block)
    {
        for (var i = 0; i < 4; i++)
            Swap(ref block[i], ref block[i + 4], 32, 0x0000_0000_FFFF_FFFF);
        for (var i = 0; i < 8; i += i % 4 == 1 ? 3 : 1)
            Swap(ref block[i], ref block[i + 2], 16, 0x0000_FFFF_0000_FFFF);
        for (var i = 0; i < 8; i += 2)
            Swap(ref block[i], ref block[i + 1], 8, 0x00FF_00FF_00FF_00FF);
    }

    /// <summary>Exchanges the masked bytes of the upper word with those of the lower, shifted up.</summary>
    private static void Swap(ref ulong lower, ref ulong upper, int shift, ulong mask)
    {
        var difference = ((lower >> shift) ^ upper) & mask;
        upper ^= difference;
        lower ^= difference << shift;
    }
}

using System.Collections.Concurrent;

namespace ClvPredict.Data.Columns;

/// <summary>Lends the bytes of <see cref="ColumnPiece"/>s by the width of their values, so that a column that is not needed
/// any more makes room for the next one at once.</summary>
internal sealed class BytePool
{
    private static readonly byte[] s_ofEqualValues = new byte[ColumnPiece.WordSize];

    private readonly ConcurrentStack<byte[]>[] _free = CreateStacks();

    /// <summary>Bytes for a piece of values of a width; what they hold is not said.</summary>
    internal byte[] Take(int width)
    {
        if (width == 0)
            return s_ofEqualValues;
        // Pinned arrays are never moved by the collector, which would copy all of them twice.
        return _free[width].TryPop(out var bytes)
            ? bytes
            : GC.AllocateUninitializedArray<byte>(
                (ColumnPiece.Size * width) + ColumnPiece.WordSize - width,
                pinned: true
            );
    }

    internal void Return(byte[] bytes, int width)
    {
        if (width > 0)
            _free[width].Push(bytes);
    }

    private static ConcurrentStack<byte[]>[] CreateStacks()
    {
        var stacks = new ConcurrentStack<byte[]>[ColumnPiece.WordSize + 1];
        for (var width = 0; width < stacks.Length; width++)
            stacks[width] = new ConcurrentStack<byte[]>();
        return stacks;
    }
}

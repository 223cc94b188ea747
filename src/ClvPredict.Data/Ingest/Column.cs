using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvPredict.Data.Ingest;

/// <summary>A column that grows by blocks, so that growing neither copies nor leaves half of an array unused.</summary>
internal sealed class Column<T>
    where T : unmanaged
{
#if DEBUG
    private const int BlockBits = 3;
#else
    private const int BlockBits = 16;
#endif
    private const int BlockSize = 1 << BlockBits;
    private const int InBlock = BlockSize - 1;

    private readonly List<T[]> _blocks = [];
    private T[] _last = [];
    private int _usedInLast;

    /// <summary>Number of values.</summary>
    internal int Count { get; private set; }

    internal T this[int index]
    {
        get => _blocks[index >> BlockBits][index & InBlock];
        set => _blocks[index >> BlockBits][index & InBlock] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(T value)
    {
        if (_usedInLast == _last.Length)
            AddBlock();
        _last[_usedInLast++] = value;
        Count++;
    }

    /// <summary>The values of the lines that are kept, in order. Empties the column.</summary>
    internal ImmutableArray<T> Take(KeptLines kept)
    {
        var values = new T[kept.Count];
        var to = 0;
        for (var b = 0; b < _blocks.Count; b++)
        {
            var from = b << BlockBits;
            var block = _blocks[b].AsSpan(0, Math.Min(BlockSize, Count - from));
            _blocks[b] = [];
            if (kept.AreAll)
            {
                block.CopyTo(values.AsSpan(from));
                continue;
            }
            for (var i = 0; i < block.Length; i++)
            {
                if (kept[from + i])
                    values[to++] = block[i];
            }
        }
        _blocks.Clear();
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private void AddBlock()
    {
        _last = new T[BlockSize];
        _blocks.Add(_last);
        _usedInLast = 0;
    }
}

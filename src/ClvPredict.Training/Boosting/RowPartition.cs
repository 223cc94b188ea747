using System.Runtime.CompilerServices;

namespace ClvPredict.Training.Boosting;

/// <summary>The rows a tree is grown on, ordered by leaf and by row number within a leaf.</summary>
internal sealed class RowPartition(int capacity)
{
    private const int BlockRows = 16384;

    private readonly int[] _rows = new int[capacity];
    private readonly int[] _spare = new int[capacity];
    private readonly int[] _leftCounts = new int[(capacity + BlockRows - 1) / BlockRows];

    /// <summary>Number of rows in use.</summary>
    public int Count { get; private set; }

    /// <summary>Starts over with one leaf that holds the given rows.</summary>
    public void Reset(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows);
        Count = rows.Length;
    }

    /// <summary>The rows of a leaf.</summary>
    public ReadOnlySpan<int> Rows(int start, int count) => _rows.AsSpan(start, count);

    /// <summary>
    /// Moves the rows of [start, start + count) with a code up to the bin to the front, keeping the order on both sides;
    /// returns their number.
    /// </summary>
    public int Split(
        int start,
        int count,
        FeatureBins features,
        SplitCandidate split,
        WorkCrew crew
    )
    {
        crew.RunBlocks(
            count,
            BlockRows,
            (from, to) =>
                _leftCounts[from / BlockRows] = Divide(
                    _rows.AsSpan(start + from, to - from),
                    _spare.AsSpan(start + from, to - from),
                    features.Codes(split.Feature),
                    split
                )
        );
        var blocks = (count + BlockRows - 1) / BlockRows;
        if (blocks == 1)
        {
            // The left rows are in place already.
            _spare
                .AsSpan(start, count - _leftCounts[0])
                .CopyTo(_rows.AsSpan(start + _leftCounts[0]));
            return _leftCounts[0];
        }
        var left = 0;
        for (var block = 0; block < blocks; block++)
        {
            // Left rows only move towards the front, over places whose rows have moved or are in the spare array.
            _rows
                .AsSpan(start + block * BlockRows, _leftCounts[block])
                .CopyTo(_rows.AsSpan(start + left));
            left += _leftCounts[block];
        }
        var next = start + left;
        for (var block = 0; block < blocks; block++)
        {
            var rights = Math.Min(BlockRows, count - block * BlockRows) - _leftCounts[block];
            _spare.AsSpan(start + block * BlockRows, rights).CopyTo(_rows.AsSpan(next));
            next += rights;
        }
        return left;
    }

    /// <summary>Keeps the left rows at the front of <paramref name="rows"/> and copies the right ones to the spare span.</summary>
    private static int Divide(
        Span<int> rows,
        Span<int> spare,
        ReadOnlySpan<byte> codes,
        SplitCandidate split
    ) =>
        split.GoesRight is { } goesRight
            ? Divide(rows, spare, codes, goesRight)
            : Divide(rows, spare, codes, split.Bin);

    private static int Divide(
        Span<int> rows,
        Span<int> spare,
        ReadOnlySpan<byte> codes,
        ReadOnlySpan<bool> goesRight
    )
    {
        var (left, right) = (0, 0);
        foreach (var row in rows)
        {
            rows[left] = row;
            spare[right] = row;
            var goesLeft = goesRight[codes[row]] ? 0 : 1;
            left += goesLeft;
            right += 1 - goesLeft;
        }
        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Divide(Span<int> rows, Span<int> spare, ReadOnlySpan<byte> codes, int bin)
    {
        spare = spare[..rows.Length];
        var (left, right) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            // Both sides are written and only one of the two places is kept: no branch to mispredict.
            var row = rows[i];
            rows[left] = row;
            spare[right] = row;
            var goesLeft = codes[row] <= bin ? 1 : 0;
            left += goesLeft;
            right += 1 - goesLeft;
        }
        return left;
    }
}

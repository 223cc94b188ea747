namespace ClvPredict.Data.Columns;

/// <summary>Order lines in blocks; a line's address among them is one number.</summary>
internal sealed class LineBlocks(LineBlock[] blocks)
{
    // Quantities stand for doubles, which sort otherwise than the numbers that they are kept as.
    private readonly LineField[] _fields =
    [
        .. Enum.GetValues<LineField>().Where(f => f != LineField.Customer && blocks[0].Has(f)),
    ];

    internal ReadOnlySpan<LineBlock> All => blocks;

    /// <summary>Number of addresses.</summary>
    internal long AddressCount => (long)blocks.Length << ColumnPiece.Bits;

    internal bool Has(LineField field) => blocks[0].Has(field);

    /// <summary>A column of the line at an address.</summary>
    internal long this[LineField field, int address] =>
        blocks[address >> ColumnPiece.Bits][field][address & ColumnPiece.Mask];

    /// <summary>Compares two lines of one customer by all columns.</summary>
    internal int Compare(int x, int y)
    {
        foreach (var field in _fields)
        {
            var (a, b) = (this[field, x], this[field, y]);
            if (a == b)
                continue;
            return field == LineField.Quantity
                ? ColumnValue.ToDouble(a).CompareTo(ColumnValue.ToDouble(b))
                : a.CompareTo(b);
        }
        return 0;
    }

    /// <summary>The least and the greatest value of a column.</summary>
    internal (long Least, long Greatest) RangeOf(LineField field)
    {
        var (least, greatest) = (long.MaxValue, long.MinValue);
        foreach (var block in blocks)
        {
            least = Math.Min(least, block[field].Least);
            greatest = Math.Max(greatest, block[field].Greatest);
        }
        return (least, greatest);
    }

    /// <summary>A column of all blocks.</summary>
    internal ColumnPiece[] Column(LineField field) => Array.ConvertAll(blocks, b => b[field]);

    /// <summary>Gives up a column of all blocks.</summary>
    internal void Drop(LineField field, BytePool pool)
    {
        foreach (var block in blocks)
            block.Drop(field, pool);
    }
}

using System.Buffers.Binary;
using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Spill;

/// <summary>Reads what <see cref="SectionWriter"/> has written back as lines. For one thread.</summary>
/// <param name="layout">Which columns there are.</param>
/// <param name="pool">Where the bytes of the columns come from.</param>
internal sealed class SectionReader(LineLayout layout, BytePool pool)
{
    private readonly long[] _values = new long[ColumnPiece.Size];
    private readonly int[][] _codes = new int[LineLayout.TextCount][];

    /// <summary>Adds the lines of a section to others.</summary>
    internal void Read(ReadOnlySpan<byte> section, OrderLines lines)
    {
        var at = 0;
        var count = Int32(section, ref at);
        for (var text = LineText.Customer; text <= LineText.Country; text++)
        {
            if (layout.Has(text))
                ReadTexts(section, ref at, lines, text);
        }
        var blocks = new ColumnPiece?[(count + ColumnPiece.Size - 1) >> ColumnPiece.Bits][];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = new ColumnPiece?[LineBlock.FieldCount];
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
        {
            if (!layout.Has(field))
                continue;
            var codes = LineLayout.TextOf(field) is { } text ? _codes[(int)text] : null;
            for (var i = 0; i < blocks.Length; i++)
            {
                var room = _values.AsSpan(
                    0,
                    Math.Min(ColumnPiece.Size, count - (i << ColumnPiece.Bits))
                );
                ReadPiece(section, ref at, room, codes);
                blocks[i][(int)field] = ColumnPiece.Of(room, pool);
            }
        }
        foreach (var block in blocks)
            lines.Add(new LineBlock(block));
    }

    private void ReadTexts(ReadOnlySpan<byte> section, ref int at, OrderLines lines, LineText text)
    {
        var count = Int32(section, ref at);
        if (_codes[(int)text] is null || _codes[(int)text].Length < count)
            _codes[(int)text] = new int[count];
        for (var i = 0; i < count; i++)
        {
            var length = Int32(section, ref at);
            _codes[(int)text][i] = lines.Intern(text, section.Slice(at, length));
            at += length;
        }
    }

    private static void ReadPiece(
        ReadOnlySpan<byte> section,
        ref int at,
        Span<long> values,
        int[]? codes
    )
    {
        int width = section[at++];
        var least = BinaryPrimitives.ReadInt64LittleEndian(section[at..]);
        at += sizeof(long);
        for (var i = 0; i < values.Length; i++)
        {
            var value = least + (long)Word(section, at, width);
            at += width;
            values[i] = codes is null || value < 0 ? value : codes[value];
        }
    }

    private static ulong Word(ReadOnlySpan<byte> section, int at, int width)
    {
        if (width == 0)
            return 0;
        if (at + sizeof(ulong) <= section.Length)
            return BinaryPrimitives.ReadUInt64LittleEndian(section[at..])
                & (ulong.MaxValue >> ((sizeof(ulong) - width) * 8));
        var word = 0UL;
        for (var i = width - 1; i >= 0; i--)
            word = (word << 8) | section[at + i];
        return word;
    }

    private static int Int32(ReadOnlySpan<byte> section, ref int at)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(section[at..]);
        at += sizeof(int);
        return value;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Spill;

/// <summary>Writes order lines as one section: their number; the texts of each text column in use, numbered anew; then each
/// column in pieces, every value as its distance from the least one of the piece. For one thread.</summary>
internal sealed class SectionWriter(LineLayout layout)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);
    private readonly long[] _values = new long[ColumnPiece.Size];

    // For each code the number of the section that has it, and its number there.
    private readonly (int Section, int Number)[][] _numbers = new (int, int)[
        LineLayout.TextCount
    ][];
    private int[] _order = [];
    private int _section;

    /// <summary>Forgets the codes of the lines written so far.</summary>
    internal void Begin(OrderLines lines)
    {
        for (var text = LineText.Customer; text <= LineText.Country; text++)
        {
            var count = lines.TextsOf(text)?.Count ?? 0;
            if (_numbers[(int)text] is null || _numbers[(int)text].Length < count)
                _numbers[(int)text] = new (int, int)[count];
            Array.Clear(_numbers[(int)text]);
        }
        _section = 0;
    }

    /// <summary>The section of some lines; valid until the next call.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="addresses">Which of them.</param>
    internal ReadOnlySpan<byte> Write(OrderLines lines, ReadOnlySpan<int> addresses)
    {
        _bytes.ResetWrittenCount();
        _section++;
        Int32(addresses.Length);
        for (var text = LineText.Customer; text <= LineText.Country; text++)
        {
            if (layout.Has(text))
                WriteTexts(lines, text, addresses);
        }
        for (var field = LineField.Customer; field <= LineField.Arrival; field++)
        {
            if (layout.Has(field))
                WriteColumn(lines, field, addresses);
        }
        return _bytes.WrittenSpan;
    }

    private void WriteTexts(OrderLines lines, LineText text, ReadOnlySpan<int> addresses)
    {
        var numbers = _numbers[(int)text];
        var column = LineLayout.FieldOf(text);
        if (_order.Length < numbers.Length)
            _order = new int[numbers.Length];
        var count = 0;
        foreach (var address in addresses)
        {
            var code = lines.ValueAt(column, address);
            if (code < 0 || numbers[code].Section == _section)
                continue;
            numbers[code] = (_section, count);
            _order[count++] = (int)code;
        }
        Int32(count);
        var texts = lines.TextsOf(text)!;
        for (var i = 0; i < count; i++)
        {
            var bytes = texts.BytesOf(_order[i]);
            Int32(bytes.Length);
            _bytes.Write(bytes);
        }
    }

    private void WriteColumn(OrderLines lines, LineField field, ReadOnlySpan<int> addresses)
    {
        var numbers = LineLayout.TextOf(field) is { } text ? _numbers[(int)text] : null;
        for (var first = 0; first < addresses.Length; first += ColumnPiece.Size)
        {
            var some = addresses[first..Math.Min(addresses.Length, first + ColumnPiece.Size)];
            var (least, greatest) = (long.MaxValue, long.MinValue);
            for (var i = 0; i < some.Length; i++)
            {
                var value = lines.ValueAt(field, some[i]);
                if (numbers is not null && value >= 0)
                    value = numbers[value].Number;
                _values[i] = value;
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
            WritePiece(_values.AsSpan(0, some.Length), least, (ulong)(greatest - least));
        }
    }

    private void WritePiece(ReadOnlySpan<long> values, long least, ulong range)
    {
        var width = (71 - (int)ulong.LeadingZeroCount(range)) / 8;
        var room = _bytes.GetSpan(1 + sizeof(long) + (values.Length * width) + sizeof(long));
        room[0] = (byte)width;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], least);
        var bytes = room[(1 + sizeof(long))..];
        if (width > 0)
        {
            for (var i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(
                    bytes[(i * width)..],
                    (ulong)(values[i] - least)
                );
        }
        _bytes.Advance(1 + sizeof(long) + (values.Length * width));
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using ClvPredict.Data.Spill;

namespace ClvPredict.Features.Parts;

/// <summary>Numbers of some customers in a compressed file that lives as long as the process, in the order of the ids. A
/// section holds the number of its rows, each column of numbers, and the ids, each behind its length.</summary>
public sealed class FeatureRows : SortedRows
{
    // All parts are open at once, each with a section in memory: 56 kB of 110 columns.
    private const int RowsPerSection = 128;

    private readonly SpillFile _file;
    private readonly int _columns;
    private byte[] _section = [];
    private long _position;
    private int _nextId;
    private int _count;
    private int _row;
    private string _customerId = "";

    private FeatureRows(SpillFile file, int columns) => (_file, _columns) = (file, columns);

    /// <inheritdoc/>
    public override string Name => _file.Path;

    /// <inheritdoc/>
    public override string CustomerId => _customerId;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (++_row >= _count && !NextSection())
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_section.AsSpan(_nextId));
        _customerId = Encoding.UTF8.GetString(_section, _nextId + sizeof(int), length);
        _nextId += sizeof(int) + length;
        return true;
    }

    /// <summary>The numbers of the present row.</summary>
    /// <param name="row">One a column.</param>
    public void CopyTo(Span<float> row)
    {
        var numbers = MemoryMarshal.Cast<byte, float>(_section.AsSpan(sizeof(int)));
        for (int column = 0, i = _row; column < _columns; column++, i += _count)
            row[column] = numbers[i];
    }

    /// <summary>Opens a file before its first row.</summary>
    /// <param name="file">The file; stays open.</param>
    /// <param name="columns">Number of columns that were written.</param>
    internal static FeatureRows Open(SpillFile file, int columns) => new(file, columns);

    /// <summary>Writes a file.</summary>
    /// <param name="file">Empty.</param>
    /// <param name="table">Says whose row is which.</param>
    /// <param name="ids">The ids of the histories of the table.</param>
    /// <param name="columns">As long as the table.</param>
    /// <param name="cancellationToken">Checked once a section.</param>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    internal static void Write(
        SpillFile file,
        FeatureTable table,
        ImmutableArray<string> ids,
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        CancellationToken cancellationToken
    )
    {
        var section = Array.Empty<byte>();
        for (var first = 0; first < table.RowCount; first += RowsPerSection)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var facts = table.Facts.AsSpan()[
                first..Math.Min(table.RowCount, first + RowsPerSection)
            ];
            var length = sizeof(int) * (1 + (columns.Count * facts.Length));
            foreach (ref readonly var customer in facts)
                length += sizeof(int) + Encoding.UTF8.GetByteCount(ids[customer.Customer]);
            if (section.Length < length)
                section = new byte[length];
            BinaryPrimitives.WriteInt32LittleEndian(section, facts.Length);
            var at = sizeof(int);
            foreach (var column in columns)
            {
                var numbers = MemoryMarshal.AsBytes(column.Span.Slice(first, facts.Length));
                numbers.CopyTo(section.AsSpan(at));
                at += numbers.Length;
            }
            foreach (ref readonly var customer in facts)
            {
                var id = ids[customer.Customer];
                var bytes = Encoding.UTF8.GetBytes(id, section.AsSpan(at + sizeof(int)));
                BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(at), bytes);
                at += sizeof(int) + bytes;
            }
            file.Append(section.AsSpan(0, length));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) { }

    private bool NextSection()
    {
        if (_file.Read(ref _position, ref _section) < 0)
            return false;
        _count = BinaryPrimitives.ReadInt32LittleEndian(_section);
        _nextId = sizeof(int) * (1 + (_columns * _count));
        _row = 0;
        return true;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using ClvPredict.Data.Parquet.Encodings;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet;

/// <summary>
/// A Parquet file, open for reading. Reads the footer when opened, then only the bytes of the columns asked for. Column
/// readers may be opened and used on several threads at once. Dispose after the last of them.
/// </summary>
public sealed class ParquetFile : IDisposable
{
    private const int TailSize = 8;
    private const int MaxFooterSize = 1 << 28;
    private const long MaxRowsPerByte = 1 << 16;

    private readonly ParquetSource _source;
    private readonly FileMetadata _metadata;

    private ParquetFile(ParquetSource source, string name)
    {
        _source = source;
        Name = name;
        try
        {
            _metadata = ReadMetadata(source);
        }
        catch (InvalidDataException e)
        {
            throw new OrderDataException($"{name} is not a usable Parquet file: {e.Message}", e);
        }
    }

    /// <summary>Name of the file in messages.</summary>
    public string Name { get; }

    /// <summary>The leaf columns in the order of the schema.</summary>
    public ImmutableArray<ParquetColumn> Columns => _metadata.Columns;

    /// <summary>Rows of all row groups.</summary>
    public long RowCount => _metadata.RowCount;

    /// <summary>Number of row groups; 0 in a file without rows.</summary>
    public int RowGroupCount => _metadata.RowGroups.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="OrderDataException">There is no such file, it may not be read, or it is not a Parquet file, damaged,
    /// or encrypted.</exception>
    public static ParquetFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ParquetSource source;
        try
        {
            source = new ParquetSource(File.OpenHandle(path, options: FileOptions.RandomAccess));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OrderDataException($"no such file: {path}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrderDataException($"{path} cannot be read: {e.Message}", e);
        }
        try
        {
            return new ParquetFile(source, path);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream, which must be seekable and stays open; it is not to be used otherwise meanwhile.</summary>
    /// <param name="stream">The whole file, from position 0 on.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <exception cref="OrderDataException">It is not a Parquet file, damaged, or encrypted.</exception>
    public static ParquetFile Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!stream.CanSeek)
            throw new ArgumentException(
                "a Parquet file is read from its end: the stream must be seekable"
            );
        return new ParquetFile(new ParquetSource(stream), name);
    }

    /// <summary>The column of a path; null when there is none. Names are compared by their exact characters.</summary>
    public ParquetColumn? FindColumn(string path)
    {
        foreach (var column in Columns)
        {
            if (column.Path == path)
                return column;
        }
        return null;
    }

    /// <summary>Rows of a row group, numbered from zero.</summary>
    public long RowsOf(int rowGroup) => GroupAt(rowGroup).RowCount;

    /// <summary>What the footer says about a column in a row group, both numbered from zero.</summary>
    public ParquetStatistics StatisticsOf(int rowGroup, int column)
    {
        var group = GroupAt(rowGroup);
        CheckColumn(column);
        return ParquetStatistics.Of(Columns[column], group.Chunks[column], group.RowCount);
    }

    /// <summary>The row groups that may hold what the caller looks for, in order.</summary>
    /// <param name="column">Number of the column, from zero.</param>
    /// <param name="mayHold">Says from a row group's statistics whether it may hold a row of interest; missing bounds
    /// rule nothing out.</param>
    public ImmutableArray<int> RowGroupsWhere(int column, Func<ParquetStatistics, bool> mayHold)
    {
        ArgumentNullException.ThrowIfNull(mayHold);
        var found = ImmutableArray.CreateBuilder<int>();
        for (var g = 0; g < RowGroupCount; g++)
        {
            if (mayHold(StatisticsOf(g, column)))
                found.Add(g);
        }
        return found.ToImmutable();
    }

    /// <summary>Starts to read a column of a row group, both numbered from zero. Dispose the reader.</summary>
    /// <param name="rowGroup">Number of the row group.</param>
    /// <param name="column">Number of the column.</param>
    /// <param name="digest">Receives the column's bytes as they are read from the file; may be null.</param>
    /// <exception cref="OrderDataException">The column is repeated (a list or a map), encrypted, in another file, or its
    /// place in the file is impossible.</exception>
    public ParquetColumnReader OpenColumn(int rowGroup, int column, IncrementalHash? digest = null)
    {
        var group = GroupAt(rowGroup);
        CheckColumn(column);
        var place = $"{Name}, row group {rowGroup + 1}, column '{Columns[column].Path}'";
        try
        {
            var chunk = CheckedChunk(group, Columns[column]);
            var pages = new PageCursor(_source, chunk, Columns[column].MaxDefinitionLevel, digest);
            return new ParquetColumnReader(
                new ChunkReader(pages, Columns[column], group.RowCount),
                Columns[column],
                place
            );
        }
        catch (InvalidDataException e)
        {
            throw new OrderDataException($"{place}: {e.Message}", e);
        }
    }

    /// <summary>Closes the file; a stream that was handed in stays open.</summary>
    public void Dispose() => _source.Dispose();

    private static ColumnChunk CheckedChunk(RowGroup group, ParquetColumn column)
    {
        var chunk = group.Chunks[column.Index];
        if (column.IsRepeated)
            Fault.Throw("lists and maps are not supported; leave the column out or flatten it");
        if (chunk.IsEncrypted)
            Fault.Throw("the column is encrypted, which is not supported");
        if (chunk.IsElsewhere)
            Fault.Throw("its values are in another file, which is not supported");
        if (chunk.Type != (int)column.PhysicalType)
            Fault.Throw(
                $"its values are stated to be of type {chunk.Type}, but the schema says {column.PhysicalType}"
            );
        if (chunk.ValueCount != group.RowCount)
            Fault.Throw(
                $"it has {chunk.ValueCount} values, but the row group has {group.RowCount} rows"
            );
        return chunk;
    }

    private static FileMetadata ReadMetadata(ParquetSource source)
    {
        if (source.Length < TailSize + 4)
            Fault.Throw($"it has {source.Length} bytes");
        Span<byte> head = stackalloc byte[4];
        Span<byte> tail = stackalloc byte[TailSize];
        source.Read(0, head);
        source.Read(source.Length - TailSize, tail);
        if (tail[4..].SequenceEqual("PARE"u8))
            Fault.Throw("the file is encrypted, which is not supported");
        if (!head.SequenceEqual("PAR1"u8) || !tail[4..].SequenceEqual("PAR1"u8))
            Fault.Throw("it does not begin and end with PAR1; it may be cut off");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (size > Math.Min(source.Length - TailSize - 4, MaxFooterSize))
            Fault.Throw($"its footer states {size} bytes, but the file has {source.Length}");
        var footer = new byte[size];
        source.Read(source.Length - TailSize - size, footer);
        var metadata = FooterReader.Read(footer);
        if (metadata.RowCount / MaxRowsPerByte > source.Length)
            Fault.Throw(
                $"it states {metadata.RowCount} rows, which is impossible in {source.Length} bytes"
            );
        return metadata;
    }

    private RowGroup GroupAt(int rowGroup)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowGroup);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowGroup, RowGroupCount);
        return _metadata.RowGroups[rowGroup];
    }

    private void CheckColumn(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns.Length);
    }
}

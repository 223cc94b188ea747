using System.Globalization;
using System.Text;
using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Spill;

/// <summary>Order lines on disk, in parts by a hash of their customers: all lines of a customer are in one part.</summary>
internal sealed class LineSpill : IDisposable
{
    /// <summary>Number of parts.</summary>
    internal const int PartCount = 256;

    private const int CodesPerPiece = 1 << 14;

    private readonly SpillFile[] _files = new SpillFile[PartCount];
    private readonly SpillFolder _folder;
    private readonly ReadRules _rules;
    private readonly ParallelOptions _parallel;

    internal LineSpill(SpillFolder folder, ReadRules rules, ParallelOptions parallel)
    {
        _folder = folder;
        _rules = rules;
        _parallel = parallel;
        for (var part = 0; part < PartCount; part++)
            _files[part] = new SpillFile(
                Path.Combine(
                    folder.Path,
                    string.Create(CultureInfo.InvariantCulture, $"lines-{part:000}")
                )
            );
    }

    /// <summary>Bytes on disk.</summary>
    internal long Length => _files.Sum(file => file.Length);

    /// <summary>Bytes on disk of the longest part.</summary>
    internal long LongestPart => _files.Max(file => file.Length);

    /// <summary>Writes lines; those that are left out are forgotten.</summary>
    /// <param name="lines">The lines, closed.</param>
    /// <param name="layout">Their columns.</param>
    /// <param name="take">Is given each line that is not left out, by its place, and says whether it is to be written.</param>
    internal void Write(OrderLines lines, LineLayout layout, Func<LineBlock, int, bool> take)
    {
        _folder.RequireRoom(lines.ByteCount, "What does not fit into memory");
        var parts = PartsOfCustomers(lines);
        var (addresses, starts) = Route(lines, parts, take);
        // Threads take every so manieth part, so that each has one writer.
        var threads = Math.Max(1, _parallel.MaxDegreeOfParallelism);
        Parallel.For(
            0,
            threads,
            _parallel,
            thread =>
            {
                var writer = new SectionWriter(layout);
                writer.Begin(lines);
                for (var part = thread; part < PartCount; part += threads)
                {
                    _parallel.CancellationToken.ThrowIfCancellationRequested();
                    var own = addresses.AsSpan(starts[part]..starts[part + 1]);
                    if (own.Length > 0)
                        _files[part].Append(writer.Write(lines, own));
                }
            }
        );
    }

    /// <summary>Reads a part; no line where there is none.</summary>
    internal OrderLines Read(int part, LineLayout layout, BytePool pool)
    {
        var lines = new OrderLines(layout, pool);
        var reader = new SectionReader(layout, pool);
        var (position, room) = (0L, Array.Empty<byte>());
        while (_files[part].Read(ref position, ref room) is >= 0 and var length)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            reader.Read(room.AsSpan(0, length), lines);
        }
        return lines;
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file?.Dispose();
    }

    private byte[] PartsOfCustomers(OrderLines lines)
    {
        var texts = lines.TextsOf(LineText.Customer)!;
        var parts = new byte[texts.Count];
        Parallel.For(
            0,
            (parts.Length + CodesPerPiece - 1) / CodesPerPiece,
            _parallel,
            piece =>
            {
                var end = Math.Min(parts.Length, (piece + 1) * CodesPerPiece);
                for (var code = piece * CodesPerPiece; code < end; code++)
                    parts[code] = PartOf(texts.BytesOf(code));
            }
        );
        return parts;
    }

    private byte PartOf(ReadOnlySpan<byte> customerId)
    {
        if (_rules.Aliases is { } aliases)
            customerId = Encoding.UTF8.GetBytes(
                aliases.Resolve(Encoding.UTF8.GetString(customerId))
            );
        return (byte)(TextHash.Of(customerId) >> 56);
    }

    /// <summary>The addresses of the lines to write, by part. Lines without a customer go to the first part.</summary>
    private static (int[] Addresses, int[] Starts) Route(
        OrderLines lines,
        byte[] parts,
        Func<LineBlock, int, bool> take
    )
    {
        // Zero stands for lines that are not written.
        var partOf = new short[lines.Blocks.Count << ColumnPiece.Bits];
        var starts = new int[PartCount + 1];
        var room = new long[ColumnPiece.Size];
        for (var b = 0; b < lines.Blocks.Count; b++)
        {
            var customers = lines.Blocks[b][LineField.Customer].CopyTo(room);
            for (var i = 0; i < customers.Length; i++)
            {
                if (customers[i] == OrderLines.LeftOut || !take(lines.Blocks[b], i))
                    continue;
                var part = customers[i] < 0 ? 0 : parts[customers[i]];
                partOf[(b << ColumnPiece.Bits) + i] = (short)(part + 1);
                starts[part + 1]++;
            }
        }
        for (var part = 0; part < PartCount; part++)
            starts[part + 1] += starts[part];
        var addresses = new int[starts[^1]];
        var next = starts[..^1];
        for (var address = 0; address < partOf.Length; address++)
        {
            if (partOf[address] > 0)
                addresses[next[partOf[address] - 1]++] = address;
        }
        return (addresses, starts);
    }
}

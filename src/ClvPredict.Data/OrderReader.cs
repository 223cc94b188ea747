using ClvPredict.Data.Ingest;
using ClvPredict.Data.ParquetOrders;

namespace ClvPredict.Data;

/// <summary>Reads order logs from CSV and Parquet files into columns.</summary>
public static class OrderReader
{
    /// <summary>
    /// Reads all sources, one after the other, into one table. Columns are found by their usual names; separator, date
    /// format and decimal mark are detected, and what could be meant in two ways is refused. A line that cannot be used is
    /// rejected with its reason; lines without a customer id are counted and left out.
    /// </summary>
    /// <param name="sources">Files (those named *.parquet are Parquet, others CSV, plain or gzip), folders (their *.csv and
    /// *.csv.gz, or their *.parquet, these also in folders named key=value below), patterns (<c>orders/*.csv.gz</c>), or "-"
    /// for CSV from standard input.</param>
    /// <param name="options">How to read.</param>
    /// <param name="linesRead">Receives the number of data lines read so far, now and then and at the end.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="OrderDataException">A source is missing, empty, damaged, or neither CSV nor Parquet; a column is missing or ambiguous; dates or
    /// decimals are ambiguous; there are two currencies; more lines were rejected than allowed; or no line can be used.</exception>
    /// <exception cref="IOException">The rejects file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static OrderLog Read(
        IReadOnlyList<string> sources,
        OrderReadOptions options,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        using var ingest = Begin(sources, options, null, linesRead, ct);
        return ingest.Finish(sources);
    }

    /// <summary>Reads all sources as <see cref="Read"/> does, with what does not fit into memory written to disk meanwhile. The
    /// parts hold the same lines in the same order, whatever the memory.</summary>
    /// <param name="sources">As there.</param>
    /// <param name="options">How to read.</param>
    /// <param name="spill">How much memory there is, and where to write what does not fit.</param>
    /// <param name="linesRead">As there.</param>
    /// <param name="ct">Stops the reading, also that of the parts.</param>
    /// <exception cref="ArgumentException">As there.</exception>
    /// <exception cref="OrderDataException">As there.</exception>
    /// <exception cref="IOException">The rejects file cannot be written, or the disk is too full for what does not fit into
    /// memory.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static OrderParts ReadParts(
        IReadOnlyList<string> sources,
        OrderReadOptions options,
        SpillOptions spill,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(spill);
        using var ingest = Begin(sources, options, spill, linesRead, ct);
        return ingest.FinishParts(sources);
    }

    /// <summary>Reads CSV whose lines are sorted by customer, ascending by the bytes of the ids or as numbers, in memory that does not
    /// grow with it. Several sources follow each other in that order.</summary>
    /// <param name="sources">As for <see cref="Read"/>, but no Parquet.</param>
    /// <param name="options">How to read; one thread is used.</param>
    /// <param name="linesRead">As there.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or customers are merged.</exception>
    /// <exception cref="OrderDataException">A source is missing or Parquet.</exception>
    public static SortedOrders ReadSorted(
        IReadOnlyList<string> sources,
        OrderReadOptions options,
        IProgress<long>? linesRead = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        var files = OrderSource.Resolve(sources);
        return files.Find(file => file.IsParquet) is { } parquet
            ? throw new OrderDataException(
                $"{parquet.Name}: only CSV and databases are read sorted by customer; leave out --sorted."
            )
            : Sorted(files, options, linesRead, ct);
    }

    internal static SortedOrders Sorted(
        IReadOnlyList<OrderSource> sources,
        OrderReadOptions options,
        IProgress<long>? linesRead,
        CancellationToken ct
    )
    {
        OrderReadOptions.Validate(options);
        if (options.AliasesPath is not null)
            throw new ArgumentException(
                "Merged customers are not together in lines that are sorted by customer."
            );
        return new SortedOrders(
            new OrderIngest(options with { Threads = 1 }, spill: null, linesRead, ct)
            {
                IsSorted = true,
            },
            sources
        );
    }

    private static OrderIngest Begin(
        IReadOnlyList<string> sources,
        OrderReadOptions options,
        SpillOptions? spill,
        IProgress<long>? linesRead,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        OrderReadOptions.Validate(options);
        var ingest = new OrderIngest(options, spill, linesRead, ct);
        try
        {
            ReadAll(ingest, sources);
            return ingest;
        }
        catch
        {
            ingest.Dispose();
            throw;
        }
    }

    private static void ReadAll(OrderIngest ingest, IReadOnlyList<string> sources)
    {
        var files = OrderSource.Resolve(sources);
        ingest.Extent.Begin(files);
        for (int start = 0, end; start < files.Count; start = end)
        {
            end = start + 1;
            if (!files[start].IsParquet)
            {
                ingest.Read(files[start]);
                continue;
            }
            // Files that follow each other are read together, since many are small.
            while (end < files.Count && files[end].IsParquet)
                end++;
            using var reader = new ParquetOrderReader(ingest);
            reader.Read(files[start..end]);
        }
    }
}

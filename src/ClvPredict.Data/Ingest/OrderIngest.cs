using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data.Columns;
using ClvPredict.Data.Csv;
using ClvPredict.Data.Sorted;
using ClvPredict.Data.Spill;

namespace ClvPredict.Data.Ingest;

/// <summary>One reading of an input: its sources one after the other into one set of lines, then the decisions that need
/// all of them.</summary>
internal sealed class OrderIngest : IDisposable
{
    // Room for the columns' arrays and for lines left out on the way.
    private const int MaxLines = 2_000_000_000;

    // However much memory there is, places of lines that are written together are 32-bit numbers.
    private const int MaxLinesAtOnce = 500_000_000;

    private readonly OrderReadOptions _options;
    private readonly ReadRules _rules;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IProgress<long>? _linesRead;
    private readonly CancellationToken _ct;
    private readonly DateReader _dates;
    private readonly DateReader _arrivals;
    private readonly DayMonthOrder _dayMonth = new();
    private readonly RejectLog _rejects;
    private readonly LineAccount _account = new();
    private readonly List<OrderLineSink> _sinks = [];
    private readonly BytePool _pool = new();
    private OrderHeader? _header;
    private LineLayout? _layout;
    private byte[]? _currency;
    private byte _timeMark;
    private long _linesReadCount;
    private long _linesSkipped;

    private readonly SpillOptions? _spillOptions;
    private SpilledLines? _spill;

    internal OrderIngest(
        OrderReadOptions options,
        SpillOptions? spill,
        IProgress<long>? linesRead,
        CancellationToken ct
    )
    {
        _spillOptions = spill;
        _options = options;
        _rules = new ReadRules(options);
        _linesRead = linesRead;
        _ct = ct;
        _dates = new DateReader(options.DateFormat);
        _arrivals = new DateReader(
            options.DateFormat is "dmy" or "mdy" ? options.DateFormat : null
        );
        _rejects = new RejectLog(options);
    }

    /// <summary>Whether lines are taken off as they arrive.</summary>
    internal bool IsSorted { get; init; }

    /// <summary>How much has been read, where that is known.</summary>
    internal InputExtent Extent { get; } = new();

    /// <summary>How to read.</summary>
    internal OrderReadOptions Options => _options;

    /// <summary>The dates of orders that are written as text.</summary>
    internal DateReader Dates => _dates;

    /// <summary>The days of arrival that are written as text.</summary>
    internal DateReader Arrivals => _arrivals;

    /// <summary>Reads one CSV source to its end.</summary>
    internal void Read(OrderSource source)
    {
        using var input = Open(source);
        var reading = Begin(source, input, out var readerFor);
        if (_options.Threads == 1)
            reading.ReadAll();
        else
            reading.ReadAll([.. Enumerable.Range(1, _options.Threads).Select(readerFor)]);
    }

    /// <summary>Reads CSV sources that are sorted by customer, table by table.</summary>
    internal IEnumerable<OrderTable> ReadSorted(IReadOnlyList<OrderSource> sources)
    {
        SortedCutter? cutter = null;
        foreach (var source in sources)
        {
            using var input = Open(source);
            var reading = Begin(source, input, out _);
            if (_dates.IsOrderOpen)
                throw new OrderDataException(
                    $"{source.Name}: dates could be day/month or month/day, which only the end of the input would show. Say which with --date-format dmy or --date-format mdy."
                );
            cutter ??= new SortedCutter(_rules, _layout!, _pool, _ct);
            while (reading.ReadBlock())
            {
                if (
                    SortedCutter.IsEnough(SinkAt(0))
                    && cutter.Cut(SinkAt(0), isEnd: false, _account) is { } table
                )
                    yield return table;
            }
        }
        if (cutter?.Cut(SinkAt(0), isEnd: true, _account) is { } last)
            yield return last;
    }

    private CsvInput Open(OrderSource source) =>
        CsvInput.Open(
            source.Name,
            () => new CountedStream(source.Open(), Extent.Add),
            _options.Separator,
            _digest,
            _options.Encoding == OrderReadOptions.Windows1252
        );

    private CsvSourceReader Begin(
        OrderSource source,
        CsvInput input,
        out Func<int, CsvBatchReader> readerFor
    )
    {
        var header = OrderHeader.Read(input.ScanHead(), source.Name, _options);
        Take(header);
        _dates.DecideLayout(input, header, source.Name, OrderRole.OrderDate);
        if (header.Has(OrderRole.IngestedAt))
            _arrivals.DecideLayout(input, header, source.Name, OrderRole.IngestedAt);
        readerFor = ReaderFor;
        return new CsvSourceReader(
            this,
            source.Name,
            input.CutAll(),
            ReaderFor(0),
            DecimalMark.Decide(source.Name, input, header, _options).Mark
        );

        CsvBatchReader ReaderFor(int sink) =>
            new(source.Name, header, input.Separator, SinkAt(sink), _options.ValueIsOrders);
    }

    /// <summary>Starts on a source whose lines come one by one.</summary>
    internal OrderLineSink Begin(string source, OrderHeader header)
    {
        Take(header);
        var sink = SinkAt(0);
        sink.Begin(source, header.Export);
        return sink;
    }

    /// <summary>Adds bytes of a source to the digest, in the order of the sources.</summary>
    internal void AppendDigest(ReadOnlySpan<byte> bytes) => _digest.AppendData(bytes);

    /// <summary>Accounts for the lines that a sink has taken since the last call; to be called every 10,000 lines or so.</summary>
    internal void Commit(OrderLineSink sink) => Commit(sink.Source, sink.TakeBatch(), 0);

    /// <summary>Accounts for the next lines of a source.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="batch">What is known of the lines.</param>
    /// <param name="linesBefore">To be added to their line numbers.</param>
    internal void Commit(string source, LineBatch batch, long linesBefore)
    {
        _ct.ThrowIfCancellationRequested();
        foreach (var (currency, lineNumber) in batch.Currencies)
            CheckCurrency(currency, source, lineNumber + linesBefore);
        foreach (var reject in batch.Rejects)
            _rejects.Add(
                source,
                reject.LineNumber + linesBefore,
                reject.Reason,
                reject.AtFault,
                reject.Record
            );
        _account.Add(batch);
        _dayMonth.Add(batch.DayMonth, linesBefore);
        if (_timeMark == 0)
            _timeMark = batch.TimeMark;
        _linesReadCount += batch.LinesRead;
        _linesRead?.Report(_linesReadCount);
        if (_linesReadCount > MaxLines && _spillOptions is null && !IsSorted)
            throw new OrderDataException(
                $"More than {MaxLines:N0} order lines; split the input by customer."
            );
    }

    /// <summary>Counts lines of a source that are not read, since none of them is in the days asked for.</summary>
    internal void Skip(long lines) => _linesSkipped += lines;

    /// <summary>Forgets lines that a sink has kept.</summary>
    internal static void Discard(OrderLineSink sink, int firstLine, int count) =>
        sink.Lines.LeaveOut(firstLine, count);

    /// <summary>Whether the lines read so far take so much memory that <see cref="Spill"/> is to be called as soon as all of
    /// them have been accounted for.</summary>
    internal bool IsFull =>
        _spillOptions is { } spill
        && (
            _sinks.Sum(s => s.Lines.ByteCount) >= spill.ReadBytes
            || _sinks.Sum(s => (long)s.Lines.Count) >= MaxLinesAtOnce
        );

    /// <summary>Writes all lines to disk. No thread may be reading, and no lines be outstanding.</summary>
    /// <exception cref="IOException">The disk is too full, also for what the rest of the input is going to take.</exception>
    internal void Spill()
    {
        var isFirst = _spill is null;
        WriteAll();
        if (isFirst && Extent.Share is { } share)
            _spill!.Predict(
                share,
                isAnyOutsideDays: _dates.IsOrderOpen
                    || _linesSkipped > 0
                    || _account.Counts[LineNote.OutsideDays] > 0
            );
    }

    private void WriteAll()
    {
        _spill ??= new SpilledLines(_spillOptions!, _rules, _layout!, Parallelism);
        foreach (var sink in _sinks)
            _spill.Take(sink.Renew(), _dates.IsOrderOpen, _account);
    }

    /// <summary>Decides about the dates, sets aside the lines without a customer and accounts for everything.</summary>
    internal OrderLog Finish(IReadOnlyList<string> sources)
    {
        var dayFirst = EndReading(sources);
        var open = _dates.IsOrderOpen;
        foreach (var sink in _sinks)
        {
            sink.Lines.Close();
            if (open)
                DateReader.Unpack(sink.Lines, dayFirst, _pool);
            if (open && sink.Filter.IsNeeded)
                _account.LeaveOutUnwanted(sink.Lines, sink.Filter, _pool);
            _account.CountCustomers(sink.Lines);
        }
        RequireLines(sources);
        var builder = new OrderTableBuilder(
            [.. _sinks.Select(s => s.Lines)],
            _pool,
            _options.Threads,
            _ct
        );
        _sinks.Clear();
        var table = builder.Build(_rules.Aliases, _options.Repeats);
        _account.Add(table, builder, _options.Repeats);
        return new OrderLog(table, Report(sources, dayFirst, Digest(), _account));
    }

    /// <summary>The same for lines of which some are on disk already, or are too many customers for what is made of them.</summary>
    internal OrderParts FinishParts(IReadOnlyList<string> sources)
    {
        if (_spill is null && !IsTooMuch)
            return new OrderParts(Finish(sources));
        var open = _dates.IsOrderOpen;
        WriteAll();
        var dayFirst = EndReading(sources);
        if (!open)
            RequireLines(sources);
        _sinks.Clear();
        var days =
            _spill!.Days.Decide(dayFirst)
            ?? throw new OrderDataException(
                $"{string.Join(", ", sources)}: none of {_linesReadCount:N0} lines can be used."
            )
            {
                IsNobody = true,
            };
        _spill.EndWriting(open ? dayFirst : null);
        var digest = Digest();
        return new OrderParts(
            _spill,
            days.First,
            days.Last,
            ofParts =>
            {
                ofParts.Add(_account);
                return Report(sources, dayFirst, digest, ofParts);
            }
        );
    }

    /// <summary>Accounts for lines that were read sorted.</summary>
    internal IngestReport FinishSorted(IReadOnlyList<string> sources)
    {
        EndReading(sources);
        RequireLines(sources);
        return Report(sources, dayFirst: false, Digest(), _account);
    }

    // What a line takes at most while lines are brought in order (bench/results/ingest.md).
    private const long BytesPerLine = 52;

    // A customer's features, predictions and score take about as much.
    private const long BytesPerCustomer = 1_500;

    private bool IsTooMuch =>
        _spillOptions is { } spill
        && _sinks.Sum(s =>
            Math.Max(2 * s.Lines.ByteCount, BytesPerLine * s.Lines.Count)
            + (BytesPerCustomer * (s.Lines.TextsOf(LineText.Customer)?.Count ?? 0))
        )
            > spill.MemoryBytes / 2;

    private ParallelOptions Parallelism =>
        new() { MaxDegreeOfParallelism = _options.Threads, CancellationToken = _ct };

    /// <summary>Decides about the dates, and whether too many lines were rejected.</summary>
    private bool EndReading(IReadOnlyList<string> sources)
    {
        var dayFirst = _dates.IsOrderOpen && DecideDayFirst();
        if (_linesReadCount == 0)
        {
            var named = string.Join(", ", sources);
            throw new OrderDataException(
                _linesSkipped == 0
                    ? $"{named}: a header and no order lines."
                    : $"{named}: none of {_linesSkipped:N0} lines is in the days asked for."
            )
            {
                IsNobody = true,
            };
        }
        _rejects.CloseFile();
        _rejects.CheckShare(_linesReadCount);
        return dayFirst;
    }

    private void RequireLines(IReadOnlyList<string> sources)
    {
        if (_account.LinesWith > 0)
            return;
        var named = string.Join(", ", sources);
        throw new OrderDataException(
            _account.LinesWithout == _linesReadCount
                ? $"{named}: none of {_linesReadCount:N0} lines has a customer id."
            : _account.LinesLeftOut > 0
                ? $"{named}: none of {_linesReadCount:N0} lines is left; {_account.LinesLeftOut:N0} are left out ({string.Join("; ", _account.Counts.Describe().Keys.Where(k => k.EndsWith("left out", StringComparison.Ordinal)))})."
            : $"{named}: none of {_linesReadCount:N0} lines can be used."
        )
        {
            IsNobody = true,
        };
    }

    private string Digest() => Convert.ToHexStringLower(_digest.GetHashAndReset());

    private IngestReport Report(
        IReadOnlyList<string> sources,
        bool dayFirst,
        string digest,
        LineAccount account
    ) =>
        new()
        {
            Sources = [.. sources],
            Digest = digest,
            Columns = _header!.Describe(),
            DateFormat = _dates.Describe(dayFirst, _timeMark),
            LinesRead = _linesReadCount,
            LinesUsed = account.LinesUsed,
            LinesWithoutCustomer = account.LinesWithout,
            Rejected = _rejects.Counts,
            Repairs = account.Counts.Describe(),
            FirstRejected = _rejects.First,
            Ledger = account.Used.ToLedger(),
            WithoutCustomer = account.Without.ToLedger(),
            Export = _header.Export.Name,
            Currency =
                _options.Currency
                ?? (_currency is null ? null : Encoding.UTF8.GetString(_currency)),
            LinesLeftOut = account.LinesLeftOut,
            LeftOut = account.LeftOut.ToLedger(),
            LinesSkipped = _linesSkipped,
            From = _options.From,
            Before = _options.Before,
            Shard = _options.Shard,
        };

    public void Dispose()
    {
        _rejects.Dispose();
        // After FinishParts the lines on disk are the caller's.
        _spill?.DisposeUnlessGiven();
    }

    /// <summary>Takes the roles of the first source's columns for all, and refuses a source with others.</summary>
    internal void Take(OrderHeader header)
    {
        if (_header is not null)
        {
            header.CheckSameRoles(_header);
            return;
        }
        _header = header;
        _layout = new LineLayout(header);
    }

    /// <summary>The sink of a thread, numbered from zero; the columns must have been taken.</summary>
    internal OrderLineSink SinkAt(int index)
    {
        while (_sinks.Count <= index)
            _sinks.Add(new OrderLineSink(_rules, _layout!, _dates, _arrivals, _pool));
        return _sinks[index];
    }

    /// <summary>Refuses a second currency, unless there are rates.</summary>
    private void CheckCurrency(byte[] currency, string source, long lineNumber)
    {
        if (_rules.Rates is not null)
            return;
        _currency ??= _options.Currency is { } given ? Encoding.UTF8.GetBytes(given) : currency;
        if (Ascii.EqualsIgnoreCase(currency, _currency))
            return;
        var (first, second) = (
            Encoding.UTF8.GetString(_currency),
            Encoding.UTF8.GetString(currency.AsSpan(0, Math.Min(80, currency.Length)))
        );
        throw new OrderDataException(
            $"{source}, line {lineNumber}: currency '{second}' after '{first}'. Amounts in several currencies cannot be added up; give a table of rates (--rates FILE --to-currency {first}), or read one currency at a time."
        );
    }

    private bool DecideDayFirst()
    {
        var dayFirst = _dayMonth.Decide(out var misfits);
        foreach (var line in misfits)
        {
            line.Lines.LeaveOut(line.Line, 1);
            var (date, record) = (
                Encoding.UTF8.GetBytes(line.Date),
                Encoding.UTF8.GetBytes(line.Record)
            );
            _rejects.Add(
                line.Source,
                line.LineNumber,
                RejectReasons.DateNotInCalendar,
                date,
                record
            );
        }
        return dayFirst;
    }
}

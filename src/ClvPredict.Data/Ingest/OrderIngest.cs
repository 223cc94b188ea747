using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>One reading of an input: its sources one after the other into one set of lines, then the decisions that need
/// all of them.</summary>
internal sealed class OrderIngest : IDisposable
{
    private const int LinesPerCheck = 1 << 14;

    // Room for the columns' arrays, which hold as many values as there are lines.
    private const int MaxLines = 2_000_000_000;

    private readonly OrderReadOptions _options;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IProgress<long>? _linesRead;
    private readonly CancellationToken _ct;
    private OrderHeader? _header;
    private OrderLines? _lines;
    private byte[]? _currency;
    private long _linesReadCount;

    internal OrderIngest(OrderReadOptions options, IProgress<long>? linesRead, CancellationToken ct)
    {
        _options = options;
        _linesRead = linesRead;
        _ct = ct;
        Dates = new DateReader(options);
        Rejects = new RejectLog(options);
    }

    internal DateReader Dates { get; }
    internal DayMonthOrder DayMonth { get; } = new();
    internal RejectLog Rejects { get; }

    /// <summary>The lines so far; there are some once the first header has been read.</summary>
    internal OrderLines Lines =>
        _lines ?? throw new InvalidOperationException("No header has been read.");

    internal long AmountsRounded { get; set; }
    internal long PositiveReturns { get; set; }
    internal long DiscountsLeftOut { get; set; }
    internal long DiscountsNegative { get; set; }

    /// <summary>Reads one source to its end.</summary>
    internal void Read(OrderSource source)
    {
        using var input = CsvInput.Open(source.Name, source.Open, _options.Separator, _digest);
        var scanner = input.ScanAll();
        var header = OrderHeader.Read(scanner, source.Name, _options);
        if (_header is null)
        {
            _header = header;
            _lines = new OrderLines(header);
        }
        else
        {
            header.CheckSameRoles(_header);
        }
        Dates.DecideLayout(input, header, source.Name);
        var decimals = DecimalMark.Decide(source.Name, input, header, _options);
        var lines = new OrderLineReader(
            source.Name,
            header,
            scanner,
            decimals,
            this,
            _options.ValueIsOrders
        );
        while (scanner.Next())
        {
            lines.ReadLine();
            if (++_linesReadCount % LinesPerCheck == 0)
                Check();
        }
    }

    /// <summary>Refuses a second currency.</summary>
    internal void CheckCurrency(ReadOnlySpan<byte> currency, string source, long lineNumber)
    {
        _currency ??= currency.ToArray();
        if (currency.SequenceEqual(_currency))
            return;
        var (first, second) = (
            Encoding.UTF8.GetString(_currency),
            Encoding.UTF8.GetString(currency[..Math.Min(80, currency.Length)])
        );
        throw new OrderDataException(
            $"{source}, line {lineNumber}: currency '{second}' after '{first}'. Amounts in several currencies cannot be added up; convert them to one, or read one currency at a time."
        );
    }

    /// <summary>Decides about the dates, sets aside the lines without a customer and accounts for everything.</summary>
    internal OrderLog Finish(IReadOnlyList<string> sources)
    {
        var kept = new KeptLines(Lines.Count);
        var dayFirst = Dates.IsOrderOpen && DecideDayFirst(kept);
        if (_linesReadCount == 0)
            throw new OrderDataException(
                $"{string.Join(", ", sources)}: a header and no order lines."
            );
        Rejects.CloseFile();
        Rejects.CheckShare(_linesReadCount);
        var withoutCustomer = SetAsideWithoutCustomer(kept, out var lines);
        if (kept.Count == 0)
            throw new OrderDataException(
                $"{string.Join(", ", sources)}: none of {_linesReadCount:N0} lines has a customer id."
            );
        var used = new LedgerSum();
        var table = Lines.ToTable(kept);
        for (var line = 0; line < table.LineCount; line++)
            used.Add(table.AmountMinor[line], table.IsReturn[line]);
        _linesRead?.Report(_linesReadCount);
        var report = new IngestReport
        {
            Sources = [.. sources],
            Digest = Convert.ToHexStringLower(_digest.GetHashAndReset()),
            Columns = _header!.Describe(),
            DateFormat = Dates.Describe(dayFirst),
            LinesRead = _linesReadCount,
            LinesUsed = table.LineCount,
            LinesWithoutCustomer = lines,
            Rejected = Rejects.Counts,
            Repairs = Repairs(),
            FirstRejected = Rejects.First,
            Ledger = used.ToLedger(),
            WithoutCustomer = withoutCustomer.ToLedger(),
        };
        return new OrderLog(table, report);
    }

    public void Dispose()
    {
        Rejects.Dispose();
        _digest.Dispose();
    }

    private bool DecideDayFirst(KeptLines kept)
    {
        var dayFirst = DayMonth.Decide(out var misfits);
        foreach (var line in misfits)
        {
            kept.Drop(line.Line);
            var (date, record) = (
                Encoding.UTF8.GetBytes(line.Date),
                Encoding.UTF8.GetBytes(line.Record)
            );
            Rejects.Add(
                line.Source,
                line.LineNumber,
                RejectReasons.DateNotInCalendar,
                date,
                record
            );
        }
        var days = Lines.Day;
        for (var line = 0; line < days.Count; line++)
            days[line] = DateReader.Unpack(days[line], dayFirst);
        return dayFirst;
    }

    private LedgerSum SetAsideWithoutCustomer(KeptLines kept, out long lines)
    {
        lines = 0;
        var sum = new LedgerSum();
        for (var line = 0; line < kept.LineCount; line++)
        {
            if (Lines.Customer.CodeAt(line) >= 0 || !kept[line])
                continue;
            sum.Add(Lines.AmountMinor[line], Lines.IsReturn[line]);
            kept.Drop(line);
            lines++;
        }
        return sum;
    }

    private ImmutableSortedDictionary<string, long> Repairs()
    {
        var repairs = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        Add(RepairNames.AmountRounded, AmountsRounded);
        Add(RepairNames.PositiveReturn, PositiveReturns);
        Add(RepairNames.ZoneIgnored, Dates.ZonesIgnored);
        Add(RepairNames.DiscountLeftOut, DiscountsLeftOut);
        Add(RepairNames.DiscountNegative, DiscountsNegative);
        return repairs.ToImmutable();

        void Add(string name, long count)
        {
            if (count > 0)
                repairs.Add(name, count);
        }
    }

    private void Check()
    {
        _ct.ThrowIfCancellationRequested();
        _linesRead?.Report(_linesReadCount);
        if (Lines.Count > MaxLines)
            throw new OrderDataException(
                $"More than {MaxLines:N0} order lines; split the input by customer."
            );
    }
}

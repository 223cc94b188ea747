using ClvPredict.Data.Ingest;
using ClvPredict.Data.Spill;

namespace ClvPredict.Data;

/// <summary>
/// Orders in parts, each with all lines of some customers: one part in memory where they fit, else parts on disk by a hash of
/// the customer ids. Dispose to delete what is on disk.
/// </summary>
public sealed class OrderParts : IDisposable
{
    private readonly OrderLog? _log;
    private readonly SpilledLines? _spilled;
    private readonly Func<LineAccount, IngestReport>? _report;
    private readonly LineAccount?[] _accounts;

    /// <summary>All orders in memory, as one part.</summary>
    /// <param name="log">The orders, at least one line.</param>
    public OrderParts(OrderLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
        _accounts = [null];
        var days = log.Orders.Day.Pieces;
        FirstDay = DateOnly.FromDayNumber((int)days.ToArray().Min(d => d.Least));
        LastDay = DateOnly.FromDayNumber((int)days.ToArray().Max(d => d.Greatest));
    }

    internal OrderParts(
        SpilledLines spilled,
        DateOnly firstDay,
        DateOnly lastDay,
        Func<LineAccount, IngestReport> report
    )
    {
        (_spilled, _report) = (spilled, report);
        (FirstDay, LastDay) = (firstDay, lastDay);
        _accounts = new LineAccount?[SpilledLines.PartCount];
    }

    /// <summary>Number of parts.</summary>
    public int Count => _accounts.Length;

    /// <summary>All orders, where they fit into memory; else null.</summary>
    public OrderLog? Log => _log;

    /// <summary>The folder of what is on disk, for more of it; null where all is in memory.</summary>
    public SpillFolder? Folder => _spilled?.Folder;

    /// <summary>Parts that may be worked on at once within the memory asked for, at least 1.</summary>
    public int PartsAtOnce => _spilled?.PartsAtOnce ?? 1;

    /// <summary>Bytes of order lines on disk.</summary>
    public long BytesOnDisk => _spilled?.Length ?? 0;

    /// <summary>Day of the earliest line of a customer.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Day of the latest line of a customer.</summary>
    public DateOnly LastDay { get; }

    /// <summary>The orders of a part, which are not kept; null when nobody is in it. Several may be read at once, each
    /// on a thread.</summary>
    /// <param name="part">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public OrderTable? Read(int part)
    {
        if (_log is not null)
            return _log.Orders;
        var account = new LineAccount();
        var table = _spilled!.Read(part, account);
        _accounts[part] = account;
        return table;
    }

    /// <summary>Works on the customers of all parts, several parts at once where the memory asked for has room for them.</summary>
    /// <param name="threads">Most parts worked on at once.</param>
    /// <param name="work">Is given the customers of every part that has any, on any of the threads and in any order.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void ForEach(
        int threads,
        Action<CustomerHistories> work,
        CancellationToken cancellationToken = default
    ) =>
        PartLoop.Run(
            Enumerable.Range(0, Count),
            Math.Min(threads, PartsAtOnce),
            part =>
            {
                if (Read(part) is { } orders)
                    work(CustomerHistories.Build(orders, cancellationToken));
            },
            cancellationToken
        );

    /// <summary>The account of all lines; every part must have been read.</summary>
    public IngestReport Report()
    {
        if (_log is not null)
            return _log.Report;
        var sum = new LineAccount();
        foreach (var account in _accounts)
            sum.Add(account ?? throw new InvalidOperationException("A part was not read."));
        return _report!(sum);
    }

    /// <inheritdoc/>
    public void Dispose() => _spilled?.Dispose();
}

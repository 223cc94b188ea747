using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Spill;

/// <summary>The lines of a reading that were written to disk, and the way back. Parts can be read on several threads.</summary>
internal sealed class SpilledLines : IDisposable
{
    // A byte of lines on disk takes so many in memory with the features and scores of its customers: 15 bytes a line on disk,
    // 52 in memory, and 1,500 a customer of seven lines.
    private const long BytesInMemory = 18;

    private readonly SpillFolder _folder;
    private readonly LineSpill _spill;
    private readonly ReadRules _rules;
    private readonly LineLayout _layout;
    private readonly CancellationToken _ct;
    private readonly SpillOptions _options;
    private bool? _dayFirst;
    private bool _isGiven;

    internal SpilledLines(
        SpillOptions options,
        ReadRules rules,
        LineLayout layout,
        ParallelOptions parallel
    )
    {
        _folder = SpillFolder.Create(options.Folder);
        _options = options;
        try
        {
            _spill = new LineSpill(_folder, rules, parallel);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
        (_rules, _layout, _ct) = (rules, layout, parallel.CancellationToken);
        Days = new DayRange(rules.Options);
    }

    /// <summary>Number of parts.</summary>
    internal static int PartCount => LineSpill.PartCount;

    /// <summary>The days of the lines with a customer.</summary>
    internal DayRange Days { get; }

    /// <summary>The folder.</summary>
    internal SpillFolder Folder => _folder;

    /// <summary>Bytes on disk.</summary>
    internal long Length => _spill.Length;

    /// <summary>Parts that the memory has room for at once, at least 1.</summary>
    internal int PartsAtOnce =>
        (int)
            Math.Clamp(
                _options.MemoryBytes / 2 / Math.Max(1, BytesInMemory * _spill.LongestPart),
                1,
                PartCount
            );

    /// <summary>Writes lines to disk, and uses them up.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isOrderOpen">Whether their days are dates kept as written. Then what becomes of them is accounted for when
    /// they are read back.</param>
    /// <param name="account">Where lines are counted.</param>
    internal void Take(OrderLines lines, bool isOrderOpen, LineAccount account)
    {
        lines.Close();
        _spill.Write(
            lines,
            _layout,
            (block, place) =>
            {
                if (!isOrderOpen && !account.CountCustomer(block, place))
                    return false;
                var day = (int)block[LineField.Day][place];
                if (!isOrderOpen)
                    Days.Add(day);
                else if (block[LineField.Customer][place] >= 0)
                    Days.AddOpen(day);
                return true;
            }
        );
        lines.Clear();
    }

    /// <summary>Says what all lines will take, and refuses to go on where there is no room for the rest of them.</summary>
    /// <param name="share">Share of the input that the lines written so far are.</param>
    /// <param name="isAnyOutsideDays">Whether lines may have been left out by their days.</param>
    /// <exception cref="IOException">There is not.</exception>
    internal void Predict(double share, bool isAnyOutsideDays)
    {
        var bytes = (long)(Length / share);
        // Of lines sorted by day, or by customers who came later and later, the rest may be outside the days asked for. Not where
        // those so far reach to the bounds without crossing them.
        var days = Days.Decide(dayFirst: false);
        var (from, before) = (_rules.Options.From, _rules.Options.Before);
        var isMost =
            (from is not null && (isAnyOutsideDays || !(days?.First <= from)))
            || (before is not null && (isAnyOutsideDays || !(days?.Last.AddDays(1) >= before)));
        _options.Predicted?.Invoke(
            new SpillNeed(bytes, isMost, _folder.FreeBytes + Length, _folder.Parent)
        );
        // An estimate that is somewhat too high is to stop nobody; there is a check before each writing.
        if (!isMost)
            _folder.RequireRoom((bytes - Length) * 9 / 10, "The rest of the order lines");
    }

    /// <summary>Ends the writing.</summary>
    /// <param name="dayFirst">The order of day and month in dates kept as written; null where days were.</param>
    internal void EndWriting(bool? dayFirst) => (_dayFirst, _isGiven) = (dayFirst, true);

    /// <summary>The orders of a part; null when nobody is in it.</summary>
    /// <param name="part">From 0.</param>
    /// <param name="account">Where lines are counted.</param>
    internal OrderTable? Read(int part, LineAccount account)
    {
        var pool = new BytePool();
        var lines = _spill.Read(part, _layout, pool);
        if (_dayFirst is { } dayFirst)
        {
            DateReader.Unpack(lines, dayFirst, pool);
            var filter = new LineFilter(_rules.Options, lines);
            if (filter.IsNeeded)
                account.LeaveOutUnwanted(lines, filter, pool);
            account.CountCustomers(lines);
        }
        if (lines.Blocks.All(block => block[LineField.Customer].Greatest < 0))
            return null;
        var builder = new OrderTableBuilder([lines], pool, threads: 1, _ct, collects: false);
        var table = builder.Build(_rules.Aliases, _rules.Options.Repeats);
        account.Add(table, builder, _rules.Options.Repeats);
        return table;
    }

    /// <summary>Disposes, unless somebody else is to.</summary>
    internal void DisposeUnlessGiven()
    {
        if (!_isGiven)
            Dispose();
    }

    public void Dispose()
    {
        _spill.Dispose();
        _folder.Dispose();
    }
}

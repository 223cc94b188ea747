using ClvPredict.Data.Columns;
using ClvPredict.Data.Ingest;
using ClvPredict.Data.Spill;

namespace ClvPredict.Data.Sorted;

/// <summary>Cuts lines that arrive sorted by customer into tables, each with all lines of its customers.</summary>
/// <param name="rules">How to read.</param>
/// <param name="layout">The columns.</param>
/// <param name="pool">Where the bytes of columns come from.</param>
/// <param name="ct">Stops the work.</param>
internal sealed class SortedCutter(
    ReadRules rules,
    LineLayout layout,
    BytePool pool,
    CancellationToken ct
)
{
#if DEBUG
    private const long Enough = 1 << 10;
#else
    private const long Enough = 1 << 24;
#endif

    private readonly IdOrder _order = new();
    private readonly SectionWriter _writer = new(layout);
    private readonly SectionReader _reader = new(layout, pool);

    /// <summary>Whether a sink holds enough lines to cut a table off.</summary>
    internal static bool IsEnough(OrderLineSink sink) => sink.Lines.ByteCount >= Enough;

    /// <summary>Takes the lines of a sink but for those of the last customer, who may have more.</summary>
    /// <param name="sink">Where the lines are.</param>
    /// <param name="isEnd">Whether no more lines come; then all lines are taken.</param>
    /// <param name="account">Where lines are counted.</param>
    /// <returns>The table; null when there is no line with a customer.</returns>
    /// <exception cref="OrderDataException">The lines are not sorted by customer.</exception>
    internal OrderTable? Cut(OrderLineSink sink, bool isEnd, LineAccount account)
    {
        var lines = sink.Renew();
        lines.Close();
        var lastRun = FollowOrder(lines, sink.Source, isEnd);
        if (lastRun is { } start)
        {
            Carry(lines, start, sink.Lines);
            lines.LeaveOut(start, lines.Count - start);
            lines.ApplyLeftOut();
        }
        account.CountCustomers(lines);
        if (lines.Blocks.All(block => block[LineField.Customer].Greatest < 0))
            return null;
        var builder = new OrderTableBuilder([lines], pool, threads: 1, ct, collects: false);
        var table = builder.Build(aliases: null, rules.Options.Repeats);
        account.Add(table, builder, rules.Options.Repeats);
        return table;
    }

    /// <summary>Checks the order of the customers, and finds where the lines of the last one begin; null at the end.</summary>
    private int? FollowOrder(OrderLines lines, string source, bool isEnd)
    {
        var texts = lines.TextsOf(LineText.Customer)!;
        var room = new long[ColumnPiece.Size];
        var (last, lastStart) = (-1L, 0);
        for (var b = 0; b < lines.Blocks.Count; b++)
        {
            var customers = lines.Blocks[b][LineField.Customer].CopyTo(room);
            for (var i = 0; i < customers.Length; i++)
            {
                if (customers[i] < 0 || customers[i] == last)
                    continue;
                if (last >= 0)
                    _order.Next(texts.BytesOf((int)last), source);
                (last, lastStart) = (customers[i], (b << ColumnPiece.Bits) + i);
            }
        }
        // The last customer is carried on, and is the first of the next lines.
        if (isEnd && last >= 0)
            _order.Next(texts.BytesOf((int)last), source);
        return isEnd || last < 0 ? null : lastStart;
    }

    private void Carry(OrderLines lines, int start, OrderLines to)
    {
        var addresses = new List<int>();
        for (var address = start; address < lines.Count; address++)
        {
            if ((address & ColumnPiece.Mask) < lines.Blocks[address >> ColumnPiece.Bits].Count)
                addresses.Add(address);
        }
        _writer.Begin(lines);
        _reader.Read(_writer.Write(lines, addresses.ToArray()), to);
    }
}

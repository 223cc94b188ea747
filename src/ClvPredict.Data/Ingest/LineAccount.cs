using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Adds up what becomes of lines once they have been kept.</summary>
internal sealed class LineAccount
{
    private LedgerSum _leftOut;
    private LedgerSum _without;
    private LedgerSum _used;

    internal LineCounts Counts { get; } = new();

    /// <summary>Lines that a rule leaves out.</summary>
    internal long LinesLeftOut { get; private set; }
    internal LedgerSum LeftOut => _leftOut;

    /// <summary>Lines without a customer id.</summary>
    internal long LinesWithout { get; private set; }
    internal LedgerSum Without => _without;

    /// <summary>Lines with one.</summary>
    internal long LinesWith { get; private set; }

    /// <summary>Lines in tables.</summary>
    internal long LinesUsed { get; private set; }
    internal LedgerSum Used => _used;

    internal void Add(LineAccount other)
    {
        Counts.Add(other.Counts);
        LinesLeftOut += other.LinesLeftOut;
        _leftOut.Add(other._leftOut);
        LinesWithout += other.LinesWithout;
        _without.Add(other._without);
        LinesWith += other.LinesWith;
        LinesUsed += other.LinesUsed;
        _used.Add(other._used);
    }

    /// <summary>Adds what was left out before lines were kept.</summary>
    internal void Add(LineBatch batch)
    {
        Counts.Add(batch.Counts);
        LinesLeftOut += batch.LinesLeftOut;
        _leftOut.Add(batch.LeftOut);
    }

    /// <summary>Leaves out lines by their day or shard, where that could not be done when they were read.</summary>
    internal void LeaveOutUnwanted(OrderLines lines, LineFilter filter, BytePool pool)
    {
        foreach (var block in lines.Blocks)
        {
            var place = 0;
            block.Replace(
                LineField.Customer,
                customer => LeaveOutUnwanted(filter, block, place++, customer),
                pool
            );
        }
    }

    /// <summary>Counts the lines with a customer and those without.</summary>
    internal void CountCustomers(OrderLines lines)
    {
        foreach (var block in lines.Blocks)
        {
            var customers = block[LineField.Customer];
            if (customers.Least >= 0)
            {
                LinesWith += customers.Count;
                continue;
            }
            for (var i = 0; i < customers.Count; i++)
                CountCustomer(block, i);
        }
    }

    /// <summary>Counts a line that is not left out; true when it has a customer.</summary>
    internal bool CountCustomer(LineBlock block, int place)
    {
        var customer = block[LineField.Customer][place];
        if (customer >= 0)
            LinesWith++;
        if (customer != TextVocabulary.None)
            return customer >= 0;
        _without.Add(block[LineField.Amount][place], block[LineField.IsReturn][place] != 0);
        LinesWithout++;
        return false;
    }

    /// <summary>Adds the lines of a table, and what was done to make it.</summary>
    internal void Add(OrderTable table, OrderTableBuilder builder, RepeatPolicy repeats)
    {
        LinesUsed += table.LineCount;
        _used.Add(LedgerSum.Of(table.AmountMinor, table.IsReturn));
        Counts.Add(LineNote.CustomerMerged, builder.LinesOfAliases);
        var isDropped = repeats == RepeatPolicy.Drop;
        Counts.Add(isDropped ? LineNote.RepeatDropped : LineNote.RepeatKept, builder.Repeats);
        if (!isDropped)
            return;
        LinesLeftOut += builder.Repeats;
        _leftOut.Add(builder.RepeatSum);
    }

    private long LeaveOutUnwanted(LineFilter filter, LineBlock block, int place, long customer)
    {
        if (
            customer == OrderLines.LeftOut
            || filter.LeavesOut((int)block[LineField.Day][place], (int)customer) is not { } note
        )
            return customer;
        Counts.Add(note);
        LinesLeftOut++;
        _leftOut.Add(block[LineField.Amount][place], block[LineField.IsReturn][place] != 0);
        return OrderLines.LeftOut;
    }
}

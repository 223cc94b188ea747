using System.Runtime.CompilerServices;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Adds up order lines without overflow.</summary>
internal struct LedgerSum
{
    private Int128 _gross;
    private Int128 _returns;

    internal void Add(long amountMinor, bool isReturn)
    {
        if (isReturn)
            _returns += amountMinor;
        else
            _gross += amountMinor;
    }

    /// <summary>The sum of all lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static LedgerSum Of(LineColumn<long> amounts, LineColumn<bool> isReturn)
    {
        var sum = new LedgerSum();
        var room = new long[ColumnPiece.Size];
        for (var p = 0; p < amounts.Pieces.Length; p++)
        {
            var returns = isReturn.Pieces[p];
            var values = amounts.Pieces[p].CopyTo(room);
            for (var i = 0; i < values.Length; i++)
                sum.Add(values[i], returns[i] != 0);
        }
        return sum;
    }

    internal void Add(LedgerSum other)
    {
        _gross += other._gross;
        _returns += other._returns;
    }

    /// <summary>The sums as money.</summary>
    /// <exception cref="OrderDataException">The sum is beyond what money can hold.</exception>
    internal readonly Ledger ToLedger()
    {
        // The largest magnitude also bounds the net.
        if (_gross > long.MaxValue || _returns < -long.MaxValue)
        {
            throw new OrderDataException(
                $"The amounts add up to more than {Money.ToUnits(long.MaxValue):0} units of currency; are they in the right column?"
            );
        }
        return new Ledger((long)_gross, (long)_returns);
    }
}

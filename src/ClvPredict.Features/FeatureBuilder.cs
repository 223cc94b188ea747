using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClvPredict.Data;
using ClvPredict.Features.Contracts;
using ClvPredict.Features.Groups;
using ClvPredict.Features.Scan;

namespace ClvPredict.Features;

/// <summary>
/// Computes the features of a <see cref="FeatureContract"/> for every customer at one or more cutoffs. A customer's features
/// are a pure function of the contract, of the cutoff, and of the customer's own lines, attributes and events before it.
/// </summary>
public static class FeatureBuilder
{
    private const int BlockSize = 4096;

    /// <summary>Builds one row for every customer with at least one line before the cutoff, of the features of the catalog
    /// alone.</summary>
    /// <param name="histories">The customers' order lines. Where it is known when they arrived, those that had not arrived
    /// before the cutoff are not seen.</param>
    /// <param name="cutoff">The first day that is not observed; it belongs to the holdout.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="threads">Threads used, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    public static FeatureTable Build(
        CustomerHistories histories,
        DateOnly cutoff,
        ValueBasis basis = ValueBasis.Money,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        var seen = histories.SeenOn(cutoff, cancellationToken);
        return Build(
            seen,
            FeatureContract.CatalogOnly(seen),
            [cutoff],
            basis,
            threads,
            cancellationToken
        )[0];
    }

    /// <summary>Builds the tables of several cutoffs, in their order, reading every customer's lines once.</summary>
    /// <param name="data">Orders, and the attributes and events that the contract takes. Order lines that had not arrived
    /// before a cutoff are not seen at it.</param>
    /// <param name="contract">The columns.</param>
    /// <param name="cutoffs">First days that are not observed, at least one, each once, in any order.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="threads">Threads used, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    /// <exception cref="FeatureContractException">The data is not what the contract takes.</exception>
    public static ImmutableArray<FeatureTable> Build(
        CustomerData data,
        FeatureContract contract,
        IReadOnlyList<DateOnly> cutoffs,
        ValueBasis basis = ValueBasis.Money,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(cutoffs);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (cutoffs.Count == 0 || cutoffs.Distinct().Count() != cutoffs.Count)
            throw new ArgumentException(
                "Features need at least one cutoff, each once.",
                nameof(cutoffs)
            );
        if (cutoffs.Count > 1 && cutoffs.Any(c => data.Histories.CountLate(c) > 0))
        {
            // What is seen differs from cutoff to cutoff, and each is read for itself.
            return
            [
                .. cutoffs.Select(c =>
                    Build(data, contract, [c], basis, threads, cancellationToken)[0]
                ),
            ];
        }
        if (cutoffs.Count == 1)
            data = data.SeenOn(cutoffs[0], cancellationToken);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = cancellationToken,
        };
        var ascending = cutoffs.Order().ToArray();
        contract.Require(data, ascending[^1]);
        var histories = data.Histories;
        var extra = new ContractColumns(contract, data);
        var columns = new ScanColumns(ContractLearner.OrderColumns(histories.Lines));
        var lines = new HistoryLines(histories, columns);
        var blocks = (histories.CustomerCount + BlockSize - 1) / BlockSize;
        var names = contract.Names();
        var outputs = ascending.Select(c => new CutoffOutput(c, blocks)).ToArray();
        Parallel.For(0, blocks, parallel, block => CountRows(histories, outputs, block));
        foreach (var output in outputs)
            output.Allocate(names.Length);
        Parallel.For(
            0,
            blocks,
            parallel,
            () => Scan(histories.Lines, columns, basis, contract),
            (block, _, scan) =>
            {
                WriteRows(histories, lines, scan, extra, outputs, block);
                return scan;
            },
            _ => { }
        );
        return
        [
            .. cutoffs.Select(c =>
                outputs[Array.BinarySearch(ascending, c)].ToTable(contract, names)
            ),
        ];
    }

    private static void CountRows(CustomerHistories histories, CutoffOutput[] outputs, int block)
    {
        var days = histories.Lines.Day;
        var offsets = histories.Offsets.AsSpan();
        var end = Math.Min(histories.CustomerCount, (block + 1) * BlockSize);
        for (var c = block * BlockSize; c < end; c++)
        {
            // All lines of a customer can be late.
            if (offsets[c] == offsets[c + 1])
                continue;
            var firstDay = days[offsets[c]];
            foreach (var output in outputs)
                output.RowsOfBlock[block] += firstDay < output.CutoffDay ? 1 : 0;
        }
    }

    private static CustomerScan Scan(
        OrderTable lines,
        ScanColumns columns,
        ValueBasis basis,
        FeatureContract contract
    ) =>
        new(
            columns,
            basis,
            contract.LogStart.DayNumber,
            (
                lines.Products.Length,
                lines.Categories.Length,
                lines.Channels.Length,
                lines.Countries.Length
            )
        );

    private static void WriteRows(
        CustomerHistories histories,
        HistoryLines lines,
        CustomerScan scan,
        ContractColumns extra,
        CutoffOutput[] outputs,
        int block
    )
    {
        var days = histories.Lines.Day;
        var endOfBlock = Math.Min(histories.CustomerCount, (block + 1) * BlockSize);
        var rows = outputs.Select(o => o.FirstRowOfBlock(block)).ToArray();
        for (var c = block * BlockSize; c < endOfBlock; c++)
        {
            var (next, end) = (histories.Offsets[c], histories.Offsets[c + 1]);
            if (next == end)
                continue;
            var firstDay = days[next];
            scan.Begin(c, firstDay);
            for (var k = 0; k < outputs.Length; k++)
            {
                if (firstDay >= outputs[k].CutoffDay)
                    continue;
                while (next < end && days[next] < outputs[k].CutoffDay)
                    scan.Add(lines[next++]);
                scan.StopAt(outputs[k].CutoffDay, outputs[k].Season);
                var row = rows[k]++;
                outputs[k].Facts[row] = scan.Facts;
                WriteRow(scan, new FeatureRow(outputs[k].Columns, row));
                extra.Write(c, outputs[k].CutoffDay, outputs[k].Columns, row);
            }
        }
    }

    /// <summary>Writes the features of the catalog.</summary>
    internal static void WriteRow(CustomerScan scan, FeatureRow row)
    {
        TimingFeatures.Write(scan, row);
        RhythmFeatures.Write(scan, row);
        ActivityFeatures.Write(scan, row);
        SpendFeatures.Write(scan, row);
        BasketFeatures.Write(scan, row);
        FirstOrderFeatures.Write(scan, row);
        ReturnFeatures.Write(scan, row);
        DiscountFeatures.Write(scan, row);
        CalendarFeatures.Write(scan, row);
    }

    /// <summary>The table of one cutoff while it is filled, block by block.</summary>
    private sealed class CutoffOutput(DateOnly cutoff, int blocks)
    {
        private int[] _firstRows = [];

        public int CutoffDay { get; } = cutoff.DayNumber;

        public SeasonAngle Season { get; } = SeasonAngle.Of(cutoff.DayNumber);

        public int[] RowsOfBlock { get; } = new int[blocks];

        public CustomerFacts[] Facts { get; private set; } = [];

        public float[][] Columns { get; private set; } = [];

        public void Allocate(int columns)
        {
            _firstRows = new int[blocks];
            for (var b = 1; b < blocks; b++)
                _firstRows[b] = _firstRows[b - 1] + RowsOfBlock[b - 1];
            var rows = blocks == 0 ? 0 : _firstRows[^1] + RowsOfBlock[^1];
            Facts = new CustomerFacts[rows];
            Columns = new float[columns][];
            for (var f = 0; f < Columns.Length; f++)
                Columns[f] = new float[rows];
        }

        public int FirstRowOfBlock(int block) => _firstRows[block];

        public FeatureTable ToTable(FeatureContract contract, ImmutableArray<string> names) =>
            new(
                cutoff,
                contract,
                names,
                ImmutableCollectionsMarshal.AsImmutableArray(Facts),
                Columns
            );
    }
}

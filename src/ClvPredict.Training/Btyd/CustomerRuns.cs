using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Customers sorted by order count and two more numbers, equal ones merged into one row with their weight. Customers of one
/// count form a run, so that everything that depends on the count alone is computed once a run. Runs are cut into
/// pieces, and every piece is padded to a multiple of four rows with weight 0, so that loops need no tail.
/// </summary>
internal sealed class CustomerRuns
{
    /// <summary>Lanes of the vectors that walk the rows.</summary>
    public const int Lanes = 4;

    private const int LongestPiece = 2048;
    private const int RowsPerBlock = 4096;

    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _weight;
    private readonly Row[] _sorted;

    private CustomerRuns(Row[] sorted)
    {
        _sorted = sorted;
        var (first, second, weight) = (new List<double>(), new List<double>(), new List<double>());
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var counts = ImmutableArray.CreateBuilder<(double Count, double Customers)>();
        for (var i = 0; i < sorted.Length; )
        {
            var count = sorted[i].Count;
            var runStart = i;
            while (i < sorted.Length && sorted[i].Count == count)
            {
                var start = first.Count;
                for (; i < sorted.Length && sorted[i].Count == count; i++)
                {
                    var isNew =
                        first.Count == start
                        || sorted[i].First != first[^1]
                        || sorted[i].Second != second[^1];
                    if (!isNew)
                    {
                        weight[^1] += sorted[i].Weight;
                        continue;
                    }
                    if (first.Count - start == LongestPiece)
                        break;
                    first.Add(sorted[i].First);
                    second.Add(sorted[i].Second);
                    weight.Add(sorted[i].Weight);
                }
                while (first.Count % Lanes != 0)
                {
                    first.Add(first[^1]);
                    second.Add(second[^1]);
                    weight.Add(0);
                }
                pieces.Add(new Piece(count, start, first.Count - start));
            }
            var customers = 0.0;
            for (var row = runStart; row < i; row++)
                customers += sorted[row].Weight;
            counts.Add((count, customers));
            Customers += (int)customers;
        }
        (_first, _second, _weight) = ([.. first], [.. second], [.. weight]);
        Pieces = pieces.ToImmutable();
        Counts = counts.ToImmutable();
        Blocks = CutIntoBlocks(Pieces);
    }

    /// <summary>Number of customers.</summary>
    public int Customers { get; }

    /// <summary>Distinct counts, ascending, and how many customers have each.</summary>
    public ImmutableArray<(double Count, double Customers)> Counts { get; }

    /// <summary>Pieces of runs, in order.</summary>
    public ImmutableArray<Piece> Pieces { get; }

    /// <summary>Consecutive ranges of pieces with about the same number of rows: the fixed partition of all sums.</summary>
    public ImmutableArray<(int FromPiece, int ToPiece)> Blocks { get; }

    /// <summary>Sorts and merges rows.</summary>
    public static CustomerRuns Of(Row[] rows)
    {
        Array.Sort(rows);
        return new CustomerRuns(rows);
    }

    /// <summary>
    /// A smaller set with about the same distribution: customers at equal distances in sorted order. The same object
    /// when there are no more than <paramref name="customers"/>.
    /// </summary>
    public CustomerRuns Thin(int customers)
    {
        if (Customers <= customers)
            return this;
        var rows = new Row[customers];
        var (row, end) = (0, _sorted[0].Weight);
        for (var i = 0; i < customers; i++)
        {
            var customer = ((2L * i) + 1) * Customers / (2L * customers);
            while (end <= customer)
                end += _sorted[++row].Weight;
            rows[i] = _sorted[row] with { Weight = 1 };
        }
        return new CustomerRuns(rows);
    }

    /// <summary>First number of a piece's rows: t_x, or the mean order value.</summary>
    public ReadOnlySpan<double> First(Piece piece) => _first.AsSpan(piece.Start, piece.Length);

    /// <summary>Second number of a piece's rows: T.</summary>
    public ReadOnlySpan<double> Second(Piece piece) => _second.AsSpan(piece.Start, piece.Length);

    /// <summary>Customers behind each of a piece's rows; 0 for padding.</summary>
    public ReadOnlySpan<double> Weight(Piece piece) => _weight.AsSpan(piece.Start, piece.Length);

    private static ImmutableArray<(int, int)> CutIntoBlocks(ImmutableArray<Piece> pieces)
    {
        var blocks = ImmutableArray.CreateBuilder<(int, int)>();
        var from = 0;
        var rows = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            rows += pieces[i].Length;
            if (rows < RowsPerBlock && i + 1 < pieces.Length)
                continue;
            blocks.Add((from, i + 1));
            (from, rows) = (i + 1, 0);
        }
        return blocks.ToImmutable();
    }

    /// <summary>Customers: the count that makes the run, two more numbers, and how many customers they are, a whole number.</summary>
    [StructLayout(LayoutKind.Auto)]
    [SuppressMessage(
        "Design",
        "MA0097",
        Justification = "Rows are sorted, never compared by operators."
    )]
    public readonly record struct Row(double Count, double First, double Second, double Weight = 1)
        : IComparable<Row>
    {
        /// <summary>Orders by count, then first, then second number.</summary>
        public int CompareTo(Row other)
        {
            if (Count != other.Count)
                return Count < other.Count ? -1 : 1;
            if (First != other.First)
                return First < other.First ? -1 : 1;
            return Second.CompareTo(other.Second);
        }
    }

    /// <summary>Rows [Start, Start + Length) share one count; the length is a multiple of <see cref="Lanes"/>.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Piece(double Count, int Start, int Length);
}

using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Scoring.Parts;

/// <summary>Reads the file of a part.</summary>
internal sealed class ScorePartReader : OwnScoreRows
{
    private readonly TableReader _table;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly int[] _reasons;
    private OwnScore? _current;
    private int _read;
    private bool _isFirst = true;
    private bool _isAtEnd;

    /// <summary>Opens a file before its first row.</summary>
    /// <exception cref="OrderDataException">It is no part of scores.</exception>
    public ScorePartReader(string path)
    {
        Name = path;
        _table = TableReader.Open(path);
        try
        {
            if (_table.Find(ScorePartFile.ShardRows) is null)
                throw new OrderDataException(
                    $"{path} is no part of scores: it has no column {ScorePartFile.ShardRows}. Parts are written by clv score --shard i/n."
                );
            if (!_table.Next())
                throw new OrderDataException($"{path} has no row; it was cut off.");
            Head = ReadHead();
            Rows = Whole(ScorePartFile.ShardRows);
            _reasons = [Column("reason_1"), Column("reason_2"), Column("reason_3")];
            _isAtEnd = Rows == 0;
        }
        catch
        {
            _table.Dispose();
            throw;
        }
    }

    public override string Name { get; }

    /// <summary>What part it is.</summary>
    public ScorePartHead Head { get; }

    /// <summary>Number of customers, as the file states it.</summary>
    public int Rows { get; }

    public override OwnScore Score => _current!;

    public override bool MoveNext()
    {
        if (_isAtEnd)
            return false;
        if (!_isFirst && !_table.Next())
        {
            _isAtEnd = true;
            return _read == Rows ? false : throw RowsAreOthers($"{_read:N0} of");
        }
        if (!_isFirst && (ReadHead() != Head || Whole(ScorePartFile.ShardRows) != Rows))
            throw new OrderDataException(
                $"{_table.Place}: the row is of another part than those before it."
            );
        if (_read++ == Rows)
            throw RowsAreOthers($"more than");
        _isFirst = false;
        _current = Read();
        return true;
    }

    protected override void Dispose(bool disposing) => _table.Dispose();

    private OrderDataException RowsAreOthers(FormattableString found) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Name} has {found.ToString(CultureInfo.InvariantCulture)} the {Rows:N0} rows that it states; it was changed or cut off."
            )
        );

    private ScorePartHead ReadHead()
    {
        try
        {
            return new ScorePartHead(
                CustomerShard.Parse(Text(ScorePartFile.Shard)),
                _table.Day(Column("as_of")),
                Text("horizon"),
                Text("rung"),
                Text(ScorePartFile.Model),
                Number(ScorePartFile.RangeCoverage)
            )
            {
                Currency = Text(ScorePartFile.Currency),
            };
        }
        catch (FormatException e)
        {
            throw new OrderDataException($"{_table.Place}: {e.Message}", e);
        }
    }

    private OwnScore Read() =>
        new()
        {
            CustomerId = Text("customer_id"),
            PredictedClv = Number32("predicted_clv"),
            ClvMedian = Number("clv_median"),
            ClvLow = Number("clv_low"),
            ClvHigh = Number("clv_high"),
            ExpectedOrders = Number32("expected_orders"),
            ExpectedOrderValue = Number32("expected_order_value"),
            ChurnProbability = Number32("churn_probability"),
            ProbabilityAlive = Number("p_alive"),
            NextOrderDate = Day("next_order_date"),
            NextOrderLow = Day("next_order_low"),
            NextOrderHigh = Day("next_order_high"),
            HistoricValue = Number("historic_value"),
            Lifecycle = Text("lifecycle"),
            Evidence = Text("evidence"),
            Reasons = [.. _reasons.Select(_table.Text).TakeWhile(reason => reason.Length > 0)],
            PurchaseDays = Whole(ScorePartFile.PurchaseDays),
            DaysSinceLastOrder = Number32(ScorePartFile.DaysSinceLastOrder),
            RepeatOrders = Number32(ScorePartFile.RepeatOrders),
            SpendTotal = Number32(ScorePartFile.SpendTotal),
            MeanOrderValue = Number32(ScorePartFile.MeanOrderValue),
            SavableProbability = Number(ScorePartFile.SavableProbability),
            DiscountShare = Number32(ScorePartFile.DiscountShare),
        };

    private int Column(string name)
    {
        if (_columns.TryGetValue(name, out var column))
            return column;
        return _columns[name] = _table.Require(name);
    }

    private string Text(string column) => _table.Text(Column(column));

    private double Number(string column) => _table.Number(Column(column));

    private float Number32(string column) => _table.Number32(Column(column));

    private DateOnly? Day(string column) =>
        Text(column).Length == 0 ? null : _table.Day(Column(column));

    private int Whole(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new OrderDataException(
                $"{_table.Place}: the column {column} holds no whole number."
            );
}

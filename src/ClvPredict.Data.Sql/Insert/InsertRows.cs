using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Data.Sql.Insert;

/// <summary>The rows of a file on their way into a table. They all agree in the columns that tell which rows to replace.</summary>
internal sealed class InsertRows
{
    internal const string IdColumn = "customer_id";
    private const string PartColumn = "shard_rows";

    private readonly TableReader _file;
    private readonly InsertPlan _plan;
    private readonly CancellationToken _ct;
    private readonly int? _id;
    private readonly bool _isPart;
    private byte[][]? _by;
    private bool _isAhead;

    /// <summary>Starts on a file before its first row.</summary>
    /// <exception cref="OrderDataException">It has no row to tell which rows to replace, or its first row is broken.</exception>
    internal InsertRows(TableReader file, InsertPlan plan, CancellationToken ct)
    {
        _file = file;
        _plan = plan;
        _ct = ct;
        _id = file.Find(IdColumn);
        _isPart = file.Find(PartColumn) is not null;
        _isAhead = Advance();
        if (_by is null && !plan.By.IsEmpty)
            throw new OrderDataException(
                $"{file.Place}: there are no rows, so that {plan.Columns[plan.By[0]].Name} does not tell which rows to replace."
            );
        ByValues =
        [
            .. (_by ?? []).Select(
                (value, i) =>
                    Encoding.UTF8.GetString(
                        plan.Columns[plan.By[i]].Kind is CellKind.Text or CellKind.Other
                            ? value
                            : CellText.AsNumber(value)
                    )
            ),
        ];
    }

    /// <summary>What the rows have in the columns that tell which rows to replace.</summary>
    internal ImmutableArray<string> ByValues { get; }

    /// <summary>Rows that <see cref="Next"/> has moved to.</summary>
    internal long Count { get; private set; }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="OrderDataException">The row is broken, has no customer, or is of others than those to replace.</exception>
    internal bool Next()
    {
        if (!_isAhead && !Advance())
            return false;
        _isAhead = false;
        Count++;
        return true;
    }

    /// <summary>The text of a cell of the present row; empty where missing.</summary>
    /// <exception cref="OrderDataException">It is missing where the table takes no missing values.</exception>
    internal ReadOnlySpan<byte> Cell(int column)
    {
        var text = _file.Bytes(column);
        if (
            text.IsEmpty
            && _plan.Columns[column] is { IsNullable: false, Kind: not CellKind.Text } c
        )
            throw new OrderDataException(
                $"{_file.Place}: {c.Name} is empty, and the column of the table takes no missing values ({c.Type})."
            );
        return text;
    }

    /// <summary>What to say of a cell of the present row that is no value of its column.</summary>
    internal OrderDataException Misfit(int column) =>
        _file.Misfit(column, _plan.Columns[column].Wanted);

    private bool Advance()
    {
        while (_file.Next())
        {
            _ct.ThrowIfCancellationRequested();
            CheckBy();
            if (_id is not { } id || !_file.Bytes(id).IsEmpty)
                return true;
            // A part without customers has one row that says which part it is.
            if (!_isPart)
                throw new OrderDataException($"{_file.Place}: {IdColumn} is empty.");
        }
        return false;
    }

    private void CheckBy()
    {
        if (_plan.By.IsEmpty)
            return;
        _by ??= [.. _plan.By.Select(c => _file.Bytes(c).ToArray())];
        for (var i = 0; i < _by.Length; i++)
        {
            var column = _plan.Columns[_plan.By[i]];
            var text = _file.Bytes(_plan.By[i]);
            if (text.IsEmpty || !CellText.Fits(column, text))
                throw _file.Misfit(_plan.By[i], column.Wanted);
            if (!text.SequenceEqual(_by[i]))
                throw new OrderDataException(
                    $"{_file.Place}: {column.Name} is {_file.Text(_plan.By[i])}, and {Encoding.UTF8.GetString(_by[i])} before; the rows of one file replace those of one {column.Name}."
                );
        }
    }
}

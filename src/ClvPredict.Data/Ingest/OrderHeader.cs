using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Which column of a source plays which role.</summary>
internal sealed class OrderHeader
{
    private readonly string _source;
    private readonly string[] _names;
    private readonly int[] _columns = new int[OrderRoles.Count];

    private OrderHeader(string source, string[] names, OrderReadOptions options)
    {
        _source = source;
        _names = names;
        Array.Fill(_columns, -1);
        Export = KnownExports.Find(names);
        foreach (var (name, column) in options.Map)
            _columns[(int)OrderRoles.Find(name)!] =
                column.Length == 0 ? -2 : FindMapped(name, column);
        foreach (var (role, columns) in Export.Columns)
        {
            if (_columns[(int)role] == -1)
                _columns[(int)role] = KnownExports.IndexOf(names, columns);
        }
        for (var role = 0; role < _columns.Length; role++)
        {
            if (_columns[role] == -1 && Export.Columns.Length == 0)
                _columns[role] = FindByName((OrderRole)role);
            else if (_columns[role] == -2)
                _columns[role] = -1;
        }
        CheckRequired(options);
    }

    /// <summary>Fields in the header line, and so in every line.</summary>
    internal int FieldCount => _names.Length;

    /// <summary>Index of the column that plays a role, or -1.</summary>
    internal int ColumnOf(OrderRole role) => _columns[(int)role];

    internal bool Has(OrderRole role) => _columns[(int)role] >= 0;

    /// <summary>The shop system whose export this is.</summary>
    internal OrderExport Export { get; }

    /// <summary>The roles of named columns.</summary>
    /// <exception cref="OrderDataException">A required role has no column, or a role has two.</exception>
    internal static OrderHeader Of(
        string source,
        IReadOnlyList<string> names,
        OrderReadOptions options
    ) => new(source, [.. names], options);

    /// <summary>Reads the header line.</summary>
    /// <exception cref="OrderDataException">There is none, a required role has no column, or a role has two.</exception>
    internal static OrderHeader Read(CsvScanner scanner, string source, OrderReadOptions options)
    {
        if (!scanner.Next())
            throw new OrderDataException($"{source} is empty; expected CSV with a header line.");
        if (scanner.Fault != CsvFault.None)
            throw new OrderDataException(
                $"{source}, line {scanner.LineNumber}: the header has a broken quote."
            );
        var names = new string[scanner.FieldCount];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(scanner.Field(i)).Trim();
        return new OrderHeader(source, names, options);
    }

    /// <summary>Role name → column name, for the report.</summary>
    internal ImmutableSortedDictionary<string, string> Describe()
    {
        var columns = ImmutableSortedDictionary.CreateBuilder<string, string>(
            StringComparer.Ordinal
        );
        for (var role = 0; role < _columns.Length; role++)
        {
            if (_columns[role] >= 0)
                columns.Add(OrderRoles.NameOf((OrderRole)role), _names[_columns[role]]);
        }
        return columns.ToImmutable();
    }

    /// <summary>Refuses a source that lacks a role that the first source has, or the other way round.</summary>
    internal void CheckSameRoles(OrderHeader first)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var role = (OrderRole)i;
            if (Has(role) == first.Has(role))
                continue;
            var (with, without) = Has(role) ? (this, first) : (first, this);
            throw new OrderDataException(
                $"{with._source} has a column for {OrderRoles.NameOf(role)} ('{with._names[with.ColumnOf(role)]}') and {without._source} has none (its header: {without.Shown}). Read them apart, or leave the column out with --map {OrderRoles.NameOf(role)}=."
            );
        }
    }

    private string Shown
    {
        get
        {
            var header = string.Join(", ", _names);
            return header.Length <= 400 ? header : header[..400] + "…";
        }
    }

    private int FindMapped(string role, string column)
    {
        var matches = IndexesWhere(name => string.Equals(name, column, StringComparison.Ordinal));
        if (matches.Count == 0)
        {
            var folded = OrderRoles.Fold(column);
            matches = IndexesWhere(name =>
                string.Equals(OrderRoles.Fold(name), folded, StringComparison.Ordinal)
            );
        }
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new OrderDataException(
                $"{_source}: --map {role}={column} names no column of the header: {Shown}."
            ),
            _ => throw new OrderDataException(
                $"{_source}: --map {role}={column} fits {matches.Count} columns of the header: {Shown}."
            ),
        };
    }

    private int FindByName(OrderRole role)
    {
        var taken = _columns;
        var matches = IndexesWhere(name => OrderRoles.Find(name) == role)
            .FindAll(i => !taken.Contains(i));
        var own = matches.FindAll(i => OrderRoles.IsOwnName(role, _names[i]));
        var found = own.Count > 0 ? own : matches;
        if (found.Count > 1)
        {
            var roleName = OrderRoles.NameOf(role);
            throw new OrderDataException(
                $"{_source}: '{_names[found[0]]}' and '{_names[found[1]]}' could both be {roleName}. Say which: --map \"{roleName}={_names[found[0]]}\" or --map \"{roleName}={_names[found[1]]}\"."
            );
        }
        return found.Count == 1 ? found[0] : -1;
    }

    private void CheckRequired(OrderReadOptions options)
    {
        foreach (var part in options.AmountIncludes)
        {
            if (!Has(OrderRoles.Find(part)!.Value))
                throw new OrderDataException(
                    $"{_source}: the amount is said to include {part}, but no column says how much. The header has: {Shown}. Name it with --map {part}=COLUMN."
                );
        }
        var missing = new List<OrderRole>();
        if (!Has(OrderRole.CustomerId))
            missing.Add(OrderRole.CustomerId);
        if (!Has(OrderRole.OrderDate))
            missing.Add(OrderRole.OrderDate);
        var hasAmount =
            Has(OrderRole.Amount) || (Has(OrderRole.Quantity) && Has(OrderRole.UnitPrice));
        if (!hasAmount && !options.ValueIsOrders)
            missing.Add(OrderRole.Amount);
        if (missing.Count == 0)
            return;
        var wanted = missing.Select(role =>
            role == OrderRole.Amount
                ? "amount (or quantity and unit_price; for a log without money use --value orders)"
                : OrderRoles.NameOf(role)
        );
        var first = missing[0];
        throw new OrderDataException(
            $"{_source}: no column for {string.Join(" and ", wanted)}. The header has: {Shown}. Usual names are {OrderRoles.ExamplesOf(first)}; name another with --map {OrderRoles.NameOf(first)}=COLUMN."
        );
    }

    private List<int> IndexesWhere(Predicate<string> fits)
    {
        var indexes = new List<int>();
        for (var i = 0; i < _names.Length; i++)
        {
            if (fits(_names[i]))
                indexes.Add(i);
        }
        return indexes;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Experiments;

/// <summary>The customers of a CSV with a column customer_id: scores, targets, or an assignment.</summary>
public sealed record SubjectTable
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The customers in file order, each id once; the stratum is the column stratum, or value_tier.</summary>
    public required ImmutableArray<ExperimentSubject> Subjects { get; init; }

    /// <summary>Churn probability of each customer; NaN where the file has none.</summary>
    public required ImmutableArray<double> ChurnProbability { get; init; }

    /// <summary>Whether each customer is treated (true) or held out; empty where the file has no column group.</summary>
    public required ImmutableArray<bool> Treated { get; init; }

    /// <summary>What each customer did, from the column outcome or net_value; NaN where the file has none.</summary>
    public required ImmutableArray<double> Outcomes { get; init; }

    /// <summary>The as-of day of the scores; null where the file has none or several.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The horizon of the scores, such as 180d; empty where the file has none or several.</summary>
    public string Horizon { get; init; } = "";

    /// <summary>Reads a file.</summary>
    /// <exception cref="OrderDataException">The file cannot be read, has no customers, no column customer_id, an id twice, or a value that is no number
    /// or no group.</exception>
    public static SubjectTable Read(string path)
    {
        var table = CsvTable.Read(path);
        var id = table.IndexOf("customer_id");
        if (id < 0)
            throw new OrderDataException(
                $"{path} has no column customer_id; it has {string.Join(", ", table.Columns)}."
            );
        var stratum = table.IndexOf("stratum");
        if (stratum < 0)
            stratum = table.IndexOf("value_tier");
        var (clv, churn, group) = (
            table.IndexOf("predicted_clv"),
            table.IndexOf("churn_probability"),
            table.IndexOf("group")
        );
        var outcome = table.IndexOf("outcome");
        if (outcome < 0)
            outcome = table.IndexOf("net_value");
        var outcomes = ImmutableArray.CreateBuilder<double>(table.RowCount);
        if (table.RowCount == 0)
            throw new OrderDataException($"{path} has no customers, only a header line.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var subjects = ImmutableArray.CreateBuilder<ExperimentSubject>(table.RowCount);
        var churns = ImmutableArray.CreateBuilder<double>(table.RowCount);
        var treated = ImmutableArray.CreateBuilder<bool>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var customer = table[row, id];
            if (customer.Length == 0)
                throw new OrderDataException($"{path}, row {row + 1}: customer_id is empty.");
            if (!seen.Add(customer))
                throw new OrderDataException(
                    $"{path}, row {row + 1}: customer \"{Short(customer)}\" is there twice."
                );
            subjects.Add(
                new ExperimentSubject(
                    customer,
                    stratum < 0 ? "" : table[row, stratum],
                    Number(table, row, clv, path)
                )
            );
            churns.Add(Number(table, row, churn, path));
            outcomes.Add(Number(table, row, outcome, path));
            if (group >= 0)
                treated.Add(IsTreated(table[row, group], path, row));
        }
        return new SubjectTable
        {
            Path = path,
            Subjects = subjects.ToImmutable(),
            ChurnProbability = churns.ToImmutable(),
            Treated = treated.ToImmutable(),
            Outcomes = outcomes.ToImmutable(),
            AsOf = DateOnly.TryParseExact(
                Single(table, "as_of"),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null,
            Horizon = Single(table, "horizon"),
        };
    }

    /// <summary>The groups; every customer has one.</summary>
    /// <exception cref="OrderDataException">The file has no column group, or no customer.</exception>
    public ImmutableArray<bool> RequireGroups() =>
        Treated.IsEmpty
            ? throw new OrderDataException(
                $"{Path} has no customers with a column group (treatment or control); clv experiment assign writes one."
            )
            : Treated;

    /// <summary>What each customer did; every customer has a number.</summary>
    /// <exception cref="OrderDataException">The file has no column outcome or net_value, or a row without.</exception>
    public ImmutableArray<double> RequireOutcomes()
    {
        for (var row = 0; row < Outcomes.Length; row++)
        {
            if (!double.IsFinite(Outcomes[row]))
                throw new OrderDataException(
                    $"{Path}, row {row + 1}: there is no outcome (column outcome or net_value); a customer who bought nothing has 0."
                );
        }
        return Outcomes;
    }

    private static bool IsTreated(string group, string path, int row) =>
        group switch
        {
            ExperimentAssignment.Treatment => true,
            ExperimentAssignment.Control => false,
            _ => throw new OrderDataException(
                $"{path}, row {row + 1}: group is \"{Short(group)}\"; it must be {ExperimentAssignment.Treatment} or {ExperimentAssignment.Control}."
            ),
        };

    private static double Number(CsvTable table, int row, int column, string path)
    {
        if (column < 0 || table[row, column].Length == 0)
            return double.NaN;
        return
            double.TryParse(
                table[row, column],
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var value
            ) && double.IsFinite(value)
            ? value
            : throw new OrderDataException(
                $"{path}, row {row + 1}: {table.Columns[column]} is \"{Short(table[row, column])}\"; it must be a finite number."
            );
    }

    private static string Single(CsvTable table, string name)
    {
        var column = table.IndexOf(name);
        if (column < 0 || table.RowCount == 0)
            return "";
        for (var row = 1; row < table.RowCount; row++)
        {
            if (!string.Equals(table[row, column], table[0, column], StringComparison.Ordinal))
                return "";
        }
        return table[0, column];
    }

    private static string Short(string text) => text.Length > 80 ? text[..80] : text;
}

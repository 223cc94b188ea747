using ClvPredict.Data;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Decisions.Experiments;

/// <summary>Writes what each customer of an experiment did; the columns are described in docs/experiments.md.</summary>
public static class OutcomeFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("group", Text),
        new("stratum", Text),
        new("predicted_clv", Number64),
        new("net_value", Number64),
        new("purchase_days", Whole),
    ];

    /// <summary>Writes the customers in their order.</summary>
    public static void Write(IReadOnlyList<ExperimentOutcome> outcomes, string path)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                foreach (var outcome in outcomes)
                {
                    table.Text(outcome.Subject.CustomerId);
                    table.Text(
                        outcome.Treated
                            ? ExperimentAssignment.Treatment
                            : ExperimentAssignment.Control
                    );
                    table.Text(outcome.Subject.Stratum);
                    table.Number(outcome.Subject.PredictedClv);
                    table.Number(outcome.NetValue);
                    table.Whole(outcome.PurchaseDays);
                    table.EndRow();
                }
            }
        );
    }
}

namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>
/// Why predicted CLV is another one than then, in money, step by step: what was said then, plus all causes, is what is said
/// now. For one customer or the sum over all.
/// </summary>
/// <param name="Then">What was said then; 0 for a customer who was not known.</param>
/// <param name="DataCorrected">The orders before then are other ones than they were: what the model of then says of them now
/// differs from what was said. 0 without a score file of then.</param>
/// <param name="TimePassed">Days have gone by; by itself, without an order, each makes a return less likely. What has
/// become known besides orders (attributes, events) counts here.</param>
/// <param name="NewOrders">Orders and returns since then, and late ones, of customers known then.</param>
/// <param name="NewCustomers">Customers who were not known then.</param>
/// <param name="ModelChanged">Another model than then.</param>
public readonly record struct ValueCauses(
    double Then,
    double DataCorrected,
    double TimePassed,
    double NewOrders,
    double NewCustomers,
    double ModelChanged
)
{
    /// <summary>What is said now.</summary>
    public double Now =>
        Then + DataCorrected + TimePassed + NewOrders + NewCustomers + ModelChanged;

    internal ValueCauses Plus(in ValueCauses other) =>
        new(
            Then + other.Then,
            DataCorrected + other.DataCorrected,
            TimePassed + other.TimePassed,
            NewOrders + other.NewOrders,
            NewCustomers + other.NewCustomers,
            ModelChanged + other.ModelChanged
        );
}

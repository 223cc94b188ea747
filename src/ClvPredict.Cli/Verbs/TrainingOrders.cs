using ClvPredict.Data;

namespace ClvPredict.Cli.Verbs;

/// <summary>Orders to train on. Dispose after the training, to delete what is on disk.</summary>
/// <param name="Orders">The orders of the customers to train on.</param>
/// <param name="All">The orders of all customers, which a sample reads again; null where there is no sample.</param>
internal sealed record TrainingOrders(Histories Orders, OrderParts? All) : IDisposable
{
    public void Dispose() => All?.Dispose();
}

namespace ClvPredict.Training.Simulation;

/// <summary>What a random stream is for. Each purpose has its own stream, so that a change in one leaves the others.</summary>
internal enum StreamPurpose
{
    /// <summary>List prices of the shop's products.</summary>
    Catalogue,

    /// <summary>A customer's joining day, rates, spend level and preferences.</summary>
    Traits,

    /// <summary>The days on which a customer orders.</summary>
    OrderDays,

    /// <summary>What is in the orders, and what of it comes back.</summary>
    Baskets,

    /// <summary>Drawing customers anew, to see how much a result depends on who they were.</summary>
    Resampling,

    /// <summary>Folds of a cross-fit.</summary>
    Folds,
}

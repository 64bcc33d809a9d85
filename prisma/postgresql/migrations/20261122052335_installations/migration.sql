-- CreateTable
CREATE TABLE "Installation" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "installedAt" TIMESTAMP(3) NOT NULL,
    "claimedUntil" TIMESTAMP(3),

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("platform","externalId")
);
